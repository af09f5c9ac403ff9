import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { kindOfContent } from '#server/file/content-kind.ts'
import { chooseSlots } from '../conversation/slots.ts'
import { createDice } from '../dice.ts'
import { makeAttachment } from './attachment.ts'

const expected = { foto: 'image/jpeg', captura: 'image/png', factura: 'application/pdf' } as const

it('makes files that are by their content what their names say', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atiende-attachment-'))
  for (const kind of ['foto', 'captura', 'factura'] as const) {
    const dice = createDice(2)
    const { name, bytes } = await makeAttachment(kind, { ...chooseSlots(dice), nombre: 'Íñigo Peña' }, dice)
    const file = path.join(folder, 'file')
    await writeFile(file, bytes)
    expect(await kindOfContent(file, name)).toMatchObject({ name, kind: { mime: expected[kind] } })
    expect(bytes.byteLength).toBeLessThan(200_000)
  }
  await rm(folder, { recursive: true })
})

it('writes an invoice whose table leads to its objects', async () => {
  const dice = createDice(2)
  const { bytes } = await makeAttachment('factura', chooseSlots(dice), dice)
  const text = Buffer.from(bytes).toString('latin1')
  const places = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place))
  expect(places).toHaveLength(6)
  for (const [index, place] of places.entries())
    expect(text.slice(place)).toMatch(new RegExp(`^${index + 1} 0 obj`))
  expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref/)
  expect(text).toContain('Total: ')
})
