/**
 * Whether a file is nothing but text, and which. Texts come as UTF-8, as UTF-16 with its mark (what "Unicode text" means on Windows) or as
 * Windows-1252 (what a spreadsheet there writes as CSV). In each of them characters that only machines write give away that it is none.
 */
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const tab = 0x09
const carriageReturn = 0x0d
const space = 0x20
const del = 0x7f

function isControl(code: number): boolean {
  return (code < space && (code < tab || code > carriageReturn)) || code === del
}

const controls = Uint8Array.from({ length: 256 }, (_, byte) => (isControl(byte) ? 1 : 0))
/** Bytes that mean nothing in Windows-1252. */
const notIn1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
// The same in a text that was decoded, with the newer control characters and what can be no character.
const odd = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/

async function markOf(file: string): Promise<TextEncoding | null> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    if (bytesRead < 2) return null
    const mark = buffer.readUInt16BE()
    return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : null
  } finally {
    await handle.close()
  }
}

async function isSoundUtf16(file: string, encoding: 'utf-16le' | 'utf-16be'): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of createReadStream(file))
      if (odd.test(decoder.decode(chunk as Buffer, { stream: true }))) return false
    return !odd.test(decoder.decode())
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

function isFatal(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true })
    else decoder.decode()
    return false
  } catch (error) {
    if (error instanceof TypeError) return true
    throw error
  }
}

/** The encoding of a file that is text from its first to its last byte; null: it is something else. */
export async function textEncodingOf(file: string): Promise<TextEncoding | null> {
  const marked = await markOf(file)
  if (marked === 'utf-16le' || marked === 'utf-16be')
    return (await isSoundUtf16(file, marked)) ? marked : null
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let maybeUtf8 = true
  let maybe1252 = true
  for await (const chunk of createReadStream(file)) {
    const bytes = chunk as Buffer
    for (const byte of bytes) {
      if (controls[byte] === 1) return null
      if (maybe1252 && notIn1252.has(byte)) maybe1252 = false
    }
    if (maybeUtf8 && isFatal(utf8, bytes)) maybeUtf8 = false
    if (!maybeUtf8 && !maybe1252) return null
  }
  if (maybeUtf8 && !isFatal(utf8)) return 'utf-8'
  return maybe1252 ? 'windows-1252' : null
}

export async function readText(file: string, encoding: TextEncoding): Promise<string> {
  return new TextDecoder(encoding).decode(await readFile(file))
}
