import { describe, expect, it } from 'vitest'
import { keyActs, keysWith } from './key-map.ts'
import { remap, resetKey, swapKeys } from './remap.ts'

describe('giving an act another key', () => {
  it('keeps only what differs from the page’s own', () => {
    expect(remap({}, 'conversation.end', 'ñ')).toEqual({ changes: { 'conversation.end': 'ñ' } })
    expect(remap({ 'conversation.end': 'ñ' }, 'conversation.end', 'e')).toEqual({ changes: {} })
    expect(remap({}, 'conversation.end', null)).toEqual({ changes: { 'conversation.end': null } })
  })

  it('tells whose key it is already, by default or by choice', () => {
    expect(remap({}, 'conversation.end', 't')).toEqual({ usedBy: 'conversation.transfer' })
    expect(remap({ 'me.state': 'ñ' }, 'conversation.end', 'ñ')).toEqual({ usedBy: 'me.state' })
    // Who gave it away no longer has it.
    expect(remap({ 'me.state': 'ñ' }, 'conversation.end', 's')).toEqual({
      changes: { 'me.state': 'ñ', 'conversation.end': 's' },
    })
  })

  it.each(['/', "'", 'tab', 'f5', 'mod+t', 'mod+f', 'mod+enter', 'insert', 'audiovolumeup'])(
    'refuses %s, which is not ours',
    (key) => {
      expect(remap({}, 'conversation.end', key)).toHaveProperty('taken')
    },
  )

  it('swaps, so that neither is left without', () => {
    const swapped = swapKeys({}, 'conversation.end', 'conversation.transfer')
    expect(swapped).toEqual({ 'conversation.end': 't', 'conversation.transfer': 'e' })
    expect(swapKeys(swapped, 'conversation.end', 'conversation.transfer')).toEqual({})
  })

  it('takes one back; who has that key meanwhile gets the other', () => {
    expect(resetKey({ 'conversation.end': 'ñ' }, 'conversation.end')).toEqual({})
    expect(resetKey({ 'conversation.end': 't', 'conversation.transfer': 'e' }, 'conversation.end')).toEqual(
      {},
    )
    expect(resetKey({ 'conversation.end': 'ñ', 'me.state': 'e' }, 'conversation.end')).toEqual({
      'me.state': 'ñ',
    })
  })

  it('passes over acts that are no longer known and keys of what is fixed', () => {
    const keys = keysWith({ 'offer.dance': 'ç', 'list.open': 'o' })
    expect(Object.keys(keys)).toEqual([...keyActs])
    expect(keys['list.open']).toBe('enter')
  })

  it('never gives two acts one key, whatever is chosen in which order', () => {
    let changes = {}
    for (const [act, key] of [
      ['conversation.end', 'ç'],
      ['me.state', 'e'],
      ['me.receive', 's'],
      ['offer.accept', 'ç'],
    ] as const) {
      const done = remap(changes, act, key)
      if ('changes' in done) changes = done.changes
      else if ('usedBy' in done) changes = swapKeys(changes, act, done.usedBy)
      const keys = Object.values(keysWith(changes)).filter((one) => one !== null)
      expect(new Set(keys).size).toBe(keys.length)
    }
    expect(changes).toEqual({
      'conversation.end': 'a',
      'offer.accept': 'ç',
      'me.state': 'e',
      'me.receive': 's',
    })
  })
})
