import { describe, expect, it } from 'vitest'
import { cleanName, endingOf, withEnding } from './file-name.ts'

describe('a clean name', () => {
  it.each([
    ['factura nº 3.pdf', 'factura nº 3.pdf'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\ana\\foto.png', 'foto.png'],
    ['foto\r\nX-Header: 1.png', 'fotoX-Header: 1.png'],
    ['fac\u202etura.fdp', 'factura.fdp'],
    ['a\u0000b\u200b\ufeff.txt', 'ab.txt'],
    ['.htaccess', 'htaccess'],
    ['  dos   espacios .pdf. . ', 'dos espacios .pdf'],
    ['..', 'file'],
    ['', 'file'],
    ['\u202e\u200b', 'file'],
    ['carta/', 'file'],
    ['jose\u0301.pdf', 'josé.pdf'],
    ['\ud800roto.txt', '\ufffdroto.txt'],
    ['<b>hola</b>.txt', 'b>.txt'],
    ['👩‍🔧.png', '👩‍🔧.png'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanName(given)).toBe(kept)
  })

  it('is not longer than 120 and keeps its ending, without cutting a character in two', () => {
    expect(cleanName(`${'a'.repeat(300)}.pdf`)).toBe(`${'a'.repeat(116)}.pdf`)
    const emoji = cleanName(`a${'🙂'.repeat(200)}.jpeg`)
    expect(emoji.length).toBeLessThanOrEqual(120)
    expect(emoji.isWellFormed()).toBe(true)
    expect(emoji).toMatch(/🙂\.jpeg$/)
    expect(cleanName('a'.repeat(300))).toBe('a'.repeat(120))
  })
})

describe('an ending', () => {
  it.each([
    ['foto.JPG', 'jpg'],
    ['copia.tar.gz', 'gz'],
    ['Informe v1.2', null],
    ['README', null],
    ['.env', null],
    ['fin.', null],
    ['sr. Pérez', null],
    ['a.estoesdemasiadolargo', null],
  ])('of %j is %j', (name, ending) => {
    expect(endingOf(name)).toBe(ending)
  })

  it('can be added to any name', () => {
    expect(withEnding('foto', 'jpg')).toBe('foto.jpg')
    expect(withEnding('a'.repeat(120), 'jpg').length).toBeLessThanOrEqual(120)
  })
})
