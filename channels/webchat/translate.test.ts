import { describe, expect, it } from 'vitest'
import type { CustomerMessage } from '../channel.ts'
import { readAnswers } from '../visitor-form.ts'
import { floodLimit } from '../flood-limit.ts'
import { allowsOrigin } from '../allowed-origin.ts'
import { consentField, emailField, nameField, sampleSettings, topicField } from './test/sample-settings.ts'
import { transcript } from './transcript.ts'
import { toConfig, toExternalId, toFrame, toVisitorMessage } from './translate.ts'
import { visitors } from '../visitors.ts'

const message: CustomerMessage = {
  seq: 7,
  conversation: 'int_1',
  position: 3,
  externalId: toExternalId('vis_1', 'client/with/slashes'),
  direction: 'in',
  authorName: 'Ana',
  text: 'Hola',
  note: null,
  quote: { position: 2, direction: 'out', name: 'Luis', excerpt: '¿Qué tal?' },
  files: [{ id: 'fil_1234', name: 'a.png', mime: 'image/png', sizeBytes: 3, width: 2, height: 1 }],
  state: 'received',
  at: 5,
}

describe('a message of the server', () => {
  it('becomes one of the widget, with the visitor’s own id', () => {
    expect(toVisitorMessage(message)).toEqual({
      seq: 7,
      conversation: 'int_1',
      position: 3,
      clientId: 'client/with/slashes',
      from: 'me',
      name: 'Ana',
      text: 'Hola',
      note: null,
      quote: { position: 2, from: 'agent', name: 'Luis', excerpt: '¿Qué tal?' },
      files: [{ id: 'fil_1234', name: 'a.png', mime: 'image/png', sizeBytes: 3, width: 2, height: 1 }],
      state: 'received',
      at: 5,
    })
  })

  it('of an agent has no id of the visitor', () => {
    expect(toVisitorMessage({ ...message, direction: 'out', externalId: null })).toMatchObject({
      from: 'agent',
      clientId: null,
    })
    expect(toVisitorMessage({ ...message, direction: 'system', externalId: null })).toMatchObject({
      from: 'system',
    })
  })

  it('is news like the others', () => {
    expect(toFrame({ type: 'message', message })).toMatchObject({ type: 'message', message: { from: 'me' } })
    expect(toFrame({ type: 'typing', on: true })).toEqual({ type: 'typing', on: true })
  })
})

describe('the configuration', () => {
  it('offers no kinds of file where none may be sent', () => {
    const settings = sampleSettings({
      files: { allowed: false, maximumBytes: 5_000, perMessage: 1, groups: ['image'] },
    })
    expect(toConfig('acc_1', settings, { open: true, changesAt: 9 })).toMatchObject({
      open: true,
      opensAt: null,
      files: { allowed: false, accept: [] },
    })
  })
})

describe('origins', () => {
  it('are compared whole', () => {
    const settings = { allowedOrigins: ['https://tienda.example'] }
    expect(allowsOrigin(settings, 'https://tienda.example')).toBe(true)
    expect(allowsOrigin(settings, 'https://tienda.example.evil.example')).toBe(false)
    expect(allowsOrigin(settings, null)).toBe(false)
    expect(allowsOrigin({ allowedOrigins: ['*'] }, null)).toBe(true)
  })
})

describe('answers', () => {
  const fields = [nameField, emailField, topicField, consentField]

  it('say who it is and what it is about', () => {
    const answers = {
      name: ' Ana María ',
      email: 'ana@correo.example',
      topic: 'other',
      privacy: true,
      unasked: 'x',
    }
    expect(readAnswers(fields, answers, 'en')).toEqual({
      person: { name: 'Ana María', email: 'ana@correo.example', language: 'en' },
      caseData: { topic: 'other', privacy: true },
    })
  })

  it.each([
    ['a required answer is empty', { name: '  ', topic: 'order', privacy: true }, 'Nombre'],
    [
      'the consent is not given',
      { name: 'Ana', topic: 'order', privacy: false },
      'Acepto la política de privacidad',
    ],
    [
      'the consent is a word',
      { name: 'Ana', topic: 'order', privacy: 'true' },
      'Acepto la política de privacidad',
    ],
    ['an optional address is none', { name: 'Ana', email: 'ana@', topic: 'order', privacy: true }, 'Correo'],
    ['a choice is not offered', { name: 'Ana', topic: 'constructor', privacy: true }, 'Tema'],
    ['a text is a yes', { name: true, topic: 'order', privacy: true }, 'Nombre'],
  ])('are incomplete when %s', (_what, answers, missing) => {
    expect(readAnswers(fields, answers, 'es')).toEqual({
      refused: 'form-incomplete',
      details: { fields: missing },
    })
  })
})

describe('a transcript', () => {
  it('names files, notes and people', () => {
    const ended: CustomerMessage = {
      ...message,
      direction: 'system',
      text: '',
      files: [],
      note: { code: 'ended-by-agent', values: { agent: 'Leo' } },
    }
    const text = transcript([message, ended], { title: 'Tienda', language: 'en', timeZone: 'UTC' })
    expect(text.split('\n').slice(2, 4)).toEqual([
      '1/1/70, 12:00 AM  Me: Hola [file: a.png]',
      '1/1/70, 12:00 AM  — Conversation ended by Leo —',
    ])
  })
})

describe('the flood limit', () => {
  it('gives a burst and then one by one', () => {
    const limit = floodLimit({ burst: 2, perMinute: 60 })
    expect([limit.take(0), limit.take(0), limit.take(0)]).toEqual([true, true, false])
    expect(limit.secondsToNext(0)).toBe(1)
    expect([limit.take(999), limit.take(1_000), limit.take(1_001)]).toEqual([false, true, false])
    expect([limit.isFull(2_999), limit.isFull(3_100)]).toEqual([false, true])
  })

  it('does not lose its count when the clock goes back', () => {
    const limit = floodLimit({ burst: 1, perMinute: 60 })
    expect([limit.take(5_000), limit.take(4_000), limit.take(5_500), limit.take(6_000)]).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('visitors', () => {
  it('are forgotten when they are gone and owe nothing', () => {
    const known = visitors({ ...sampleSettings().limits, actsPerMinute: 40 })
    const ana = known.enter('ana', 0)
    ana?.acts.take(0)
    known.sweep(0)
    expect(known.size).toBe(1)
    known.leave('ana')
    known.sweep(1)
    expect(known.size).toBe(1)
    known.sweep(60_000)
    expect(known.size).toBe(0)
  })
})
