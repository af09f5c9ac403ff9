import { describe, expect, it } from 'vitest'
import { linkParts } from './link-parts.ts'

const links = (text: string): string[] => linkParts(text).flatMap(({ href }) => href ?? [])
const hosts = (text: string): string[] => linkParts(text).flatMap(({ host }) => host ?? [])

describe('addresses in a text', () => {
  it('become links, without the sentence’s own marks', () => {
    expect(linkParts('Ver https://example.org/a?b=1, gracias.')).toEqual([
      { text: 'Ver ', href: null, host: null },
      { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1', host: null },
      { text: ', gracias.', href: null, host: null },
    ])
    expect(links('(https://example.org/x), [https://example.org/y].')).toEqual([
      'https://example.org/x',
      'https://example.org/y',
    ])
    expect(links('https://example.org/Silla_(mueble)')).toEqual(['https://example.org/Silla_(mueble)'])
  })

  it('only when they are of the web', () => {
    expect(links('javascript:alert(1) data:text/html,x ftp://example.org mailto:a@example.org')).toEqual([])
    expect(links('javascript://example.org/%0aalert(1) vbscript:x file:///etc/passwd')).toEqual([])
    expect(links('<a href="https://example.org/x">')).toEqual(['https://example.org/x'])
  })

  it('not when they pretend to lead elsewhere', () => {
    expect(links('https://bank.example@evil.example/')).toEqual([])
    expect(links('https://bank.example:443@evil.example/')).toEqual([])
    expect(links(String.raw`https://bank.example\@evil.example/`)).toEqual([])
    expect(links('https://@evil.example/')).toEqual([])
    expect(links('https://example.org/@nombre')).toEqual(['https://example.org/@nombre'])
  })

  it('not when nobody could read them', () => {
    expect(links(`https://example.org/${'x'.repeat(2_100)}`)).toEqual([])
    expect(links('https://')).toEqual([])
    expect(links('https://exa mple')).toEqual(['https://exa'])
  })

  it('say the real name of a site whose letters look like others', () => {
    expect(hosts('https://аррӏе.com/id')).toEqual(['xn--80ak6aa92e.com'])
    expect(links('https://аррӏе.com/id')).toEqual(['https://xn--80ak6aa92e.com/id'])
    expect(hosts('https://xn--80ak6aa92e.com')).toEqual(['xn--80ak6aa92e.com'])
    expect(hosts('https://example.org/año')).toEqual([])
  })

  it('loses nothing of the text', () => {
    const texts = [
      '',
      'hola',
      'https://',
      'a https://b.c d https://e.f',
      '(https://example.org)',
      'https://a@b',
    ]
    for (const text of texts) {
      expect(
        linkParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    }
  })
})
