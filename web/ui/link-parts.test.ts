import { describe, expect, it } from 'vitest'
import { linkParts } from './link-parts.ts'

const links = (text: string): string[] => linkParts(text).flatMap(({ href }) => href ?? [])

describe('addresses in a text', () => {
  it('become links, without the sentence’s own marks', () => {
    expect(linkParts('Ver https://example.org/a?b=1, gracias.')).toEqual([
      { text: 'Ver ', href: null },
      { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
      { text: ', gracias.', href: null },
    ])
  })

  it('only when they are of the web', () => {
    expect(links('javascript:alert(1) data:text/html,x ftp://example.org mailto:a@example.org')).toEqual([])
    expect(links('<a href="https://example.org/x">')).toEqual(['https://example.org/x'])
  })

  it('loses nothing of the text', () => {
    for (const text of ['', 'hola', 'https://', 'a https://b.c d https://e.f', '(https://example.org)']) {
      expect(
        linkParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    }
  })
})
