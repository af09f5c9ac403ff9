import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileKinds } from '#protocol/file-kind.ts'
import { temporaryFolder } from '../store/test/temporary-folder.ts'
import { kindOfContent } from './content-kind.ts'
import { drawing, officeZip, ole, picture, plain } from './test/sample.ts'

async function look(name: string, bytes: Uint8Array | string) {
  const file = path.join(await temporaryFolder(), 'draft')
  await writeFile(file, bytes)
  const found = await kindOfContent(file, name)
  return 'refused' in found ? found.refused : { mime: found.kind.mime, name: found.name }
}

const macros = officeZip('application/vnd.ms-word.document.macroEnabled.main+xml', 'word/document.xml')

const kind = (name: keyof typeof fileKinds) => fileKinds[name].mime

describe('a file is what its content says', () => {
  it.each(Object.entries(plain))('%s', async (name, bytes) => {
    const ending = name.split('.').at(-1) as keyof typeof fileKinds
    expect(await look(name, bytes)).toEqual({ mime: kind(ending), name })
  })

  it.each(['jpeg', 'png', 'gif', 'webp'] as const)('%s', async (format) => {
    expect(await look(`foto.${format}`, await picture(format))).toEqual({
      mime: kind(format),
      name: `foto.${format}`,
    })
  })

  it('whatever letters a text begins with', async () => {
    for (const start of [
      'BM',
      'GIF89a',
      '%PDF-1.4',
      'PK\u0020',
      'ID3',
      '#!/bin/sh',
      '<svg>',
      '<?xml version="1.0"?>',
    ])
      expect(await look('notas.txt', `${start} y más texto`)).toEqual({
        mime: 'text/plain',
        name: 'notas.txt',
      })
  })

  it('and sound in a container of films is sound when it is called so', async () => {
    expect(await look('nota.m4a', plain['clip.mp4'])).toEqual({ mime: kind('m4a'), name: 'nota.m4a' })
    expect(await look('VIDEO.MOV', plain['clip.mp4'])).toEqual({ mime: kind('mov'), name: 'VIDEO.MOV' })
  })

  it('a PDF may begin a little late, as readers accept it', async () => {
    expect(await look('f.pdf', `\n\n${plain['factura.pdf'].toString('latin1')}`)).toMatchObject({
      mime: kind('pdf'),
    })
    expect(await look('f.pdf', `${'\n'.repeat(2000)}%PDF-1.4`)).toBe('file-forged')
  })
})

describe('a name without an ending', () => {
  it('gets the usual one of the kind', async () => {
    expect(await look('foto', await picture('jpeg'))).toEqual({ mime: 'image/jpeg', name: 'foto.jpg' })
    expect(await look('Informe v1.2', plain['factura.pdf'])).toMatchObject({ name: 'Informe v1.2.pdf' })
    expect(await look('LEEME', 'Hola\n')).toEqual({ mime: 'text/plain', name: 'LEEME.txt' })
  })

  it('is refused when nobody knows what it is', async () => {
    expect(await look('cosa', Buffer.from([1, 2, 3, 4]))).toBe('file-refused')
    expect(await look('programa', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]))).toBe('file-refused')
  })
})

describe('a name that says something else is a forgery', () => {
  it.each([
    ['a program called a document', 'factura.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['a page called a picture', 'foto.png', '<html><script>alert(1)</script></html>'],
    ['a page called a sheet', 'cuentas.xls', '<html><table></table></html>'],
    ['an archive called a text', 'notas.txt', plain['fotos.zip']],
    ['an archive called a document', 'carta.docx', plain['fotos.zip']],
    ['a sheet called a document', 'carta.docx', plain['cuentas.xlsx']],
    ['an old sheet called a document', 'carta.doc', plain['cuentas.xls']],
    ['an installer called a document', 'carta.doc', ole('SummaryInformation', '_Tables')],
    ['a broken old document', 'carta.doc', plain['carta.doc'].subarray(0, 520)],
    ['a document with macros called one without', 'carta.docx', macros],
    ['a film called a picture', 'foto.jpg', plain['clip.mp4']],
    ['nonsense called a picture', 'foto.jpg', Buffer.from([7, 7, 7, 7])],
    ['a text called a drawing', 'logo.svg', 'esto no es un dibujo'],
    ['a page called a drawing', 'logo.svg', '<html><svg></svg></html>'],
    ['machine code called a text', 'notas.txt', Buffer.from([0x48, 0x00, 0x01, 0x02])],
  ])('%s', async (_, name, bytes) => {
    expect(await look(name, bytes)).toBe('file-forged')
  })

  it('a picture called a program', async () => {
    expect(await look('foto.exe', await picture('png'))).toBe('file-forged')
  })
})

describe('a kind that no channel carries is refused', () => {
  it.each([
    ['a program', 'instalar.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['a page', 'pagina.html', '<html></html>'],
    ['a script', 'hola.js', 'alert(1)'],
    ['a document with macros', 'carta.docm', macros],
    ['a text of another kind', 'datos.json', '{}'],
  ])('%s', async (_, name, bytes) => {
    expect(await look(name, bytes)).toBe('file-refused')
  })
})

describe('a drawing that is a program is refused', () => {
  it.each([
    '<svg><script>alert(1)</script></svg>',
    '<svg><s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script></svg>',
    '<svg onload="alert(1)"/>',
    '<svg><g\nonclick = "x()"/></svg>',
    '<svg><a href="java&#115;cript:alert(1)"/></svg>',
    '<svg><a href="java\n script:alert(1)"/></svg>',
    '<svg><set attributeName="onclick" to="x()"/></svg>',
    '<svg><foreignObject><iframe src="//x"/></foreignObject></svg>',
    '<svg><a href="data:text/html,<b>"/></svg>',
    '<!DOCTYPE svg [<!ENTITY a "&#60;script>alert(1)&#60;/script>">]><svg>&a;</svg>',
    '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
    '<?xml-stylesheet href="x.xsl"?><svg/>',
  ])('%s', async (bytes) => {
    expect(await look('logo.svg', bytes)).toBe('file-refused')
    expect(
      await look('logo.svg', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes, 'utf16le')])),
    ).toBe('file-refused')
  })

  it.each([
    ['spaces', `<svg><set attributeName=${' '.repeat(1_900_000)}/></svg>`],
    ['spaces before a sign', `<svg><a onx${' '.repeat(1_900_000)}></svg>`],
    ['entities', `<!DOCTYPE svg [<!ENTITY a "${'b'.repeat(1_900_000)}">]><svg/>`],
    ['brackets', `<!DOCTYPE svg [${'] '.repeat(900_000)}<svg/>`],
    ['names', `<svg><${'a.'.repeat(900_000)}></svg>`],
  ])('%s without end are looked through in no time', async (_, bytes) => {
    expect(await look('logo.svg', bytes)).toBeDefined()
  })

  it('and a very large one too', async () => {
    expect(await look('logo.svg', drawing + ' '.repeat(2_000_000))).toBe('too-large')
  })

  it('and one as drawing programs write them is not', async () => {
    const drawn = drawing.replace(
      '<svg',
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns "http://ns.example/">]>\n<svg version="1.1"',
    )
    expect(await look('logo.svg', drawn)).toMatchObject({ mime: 'image/svg+xml' })
  })
})
