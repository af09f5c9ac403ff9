/**
 * What a file is: its content decides, and its name must not say otherwise. A name without an ending gets one; an ending that belongs to
 * something else is a forgery, however harmless it may be; a kind that no channel carries (C5) is refused by its name.
 */
import { open, stat } from 'node:fs/promises'
import { refuse, type Refusal } from '#core/step.ts'
import { fileKinds, kindOfEnding, kindOfMime, type FileKind } from '#protocol/file-kind.ts'
import { endingOf, withEnding } from './file-name.ts'
import { oleStreamNames } from './ole-directory.ts'
import { carriesCode, isSvg, longestSvgBytes } from './svg-content.ts'
import { readText, textEncodingOf } from './text-content.ts'

type Found = { readonly kinds: readonly FileKind[]; readonly ending: string | null }

/** One container for films and sound; which of the two it is the name may say. */
const isoMedia = [fileKinds.mp4, fileKinds.mov, fileKinds.m4a]

/** Where the detector's word for it is not ours. */
const renamed: Readonly<Record<string, readonly FileKind[]>> = {
  'image/apng': [fileKinds.png],
  'video/mp4': isoMedia,
  'video/x-m4v': isoMedia,
  'video/quicktime': [fileKinds.mov, fileKinds.mp4, fileKinds.m4a],
  'audio/mp4': [fileKinds.m4a, fileKinds.mp4],
  'audio/x-m4a': [fileKinds.m4a, fileKinds.mp4],
  'application/x-rar-compressed': [fileKinds.rar],
}

/** How far behind leading rubbish a PDF may begin, as readers accept it. */
const pdfWithinBytes = 1024

async function officeKinds(file: string): Promise<FileKind[]> {
  const names = await oleStreamNames(file)
  const kinds: FileKind[] = []
  if (names.has('WordDocument')) kinds.push(fileKinds.doc)
  if (names.has('Workbook') || names.has('Book')) kinds.push(fileKinds.xls)
  // Behind a password; which of the two nobody can see.
  if (names.has('EncryptedPackage')) kinds.push(fileKinds.docx, fileKinds.xlsx)
  return kinds
}

async function isLatePdf(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(pdfWithinBytes), 0, pdfWithinBytes, 0)
    return buffer.subarray(0, bytesRead).includes('%PDF-')
  } finally {
    await handle.close()
  }
}

async function bySignature(file: string): Promise<Found> {
  const { fileTypeFromFile } = await import('file-type')
  const type = await fileTypeFromFile(file)
  if (!type) return { kinds: (await isLatePdf(file)) ? [fileKinds.pdf] : [], ending: null }
  if (type.mime === 'application/x-cfb') return { kinds: await officeKinds(file), ending: type.ext }
  const mime = type.mime.split(';')[0] ?? ''
  const own = kindOfMime(mime)
  return { kinds: renamed[mime] ?? (own ? [own] : []), ending: type.ext }
}

/** Null: the ending does not promise a text, or the content is none. */
async function byText(
  file: string,
  ending: string | null,
): Promise<readonly FileKind[] | Refusal<'file-refused' | 'too-large'> | null> {
  const encoding = await textEncodingOf(file)
  if (encoding === null) return null
  if (ending !== 'svg') return [fileKinds.txt, fileKinds.csv]
  if ((await stat(file)).size > longestSvgBytes)
    return refuse('too-large', { limit: `${longestSvgBytes / 1_000_000} MB` })
  const text = await readText(file, encoding)
  if (!isSvg(text)) return []
  return carriesCode(text) ? refuse('file-refused', { kind: 'svg + script' }) : [fileKinds.svg]
}

const promisesText = new Set<string>(['txt', 'csv', 'svg'])

/** The kind of the file and its name with an ending. `name` is a clean one. */
export async function kindOfContent(
  file: string,
  name: string,
): Promise<
  { readonly kind: FileKind; readonly name: string } | Refusal<'file-forged' | 'file-refused' | 'too-large'>
> {
  const ending = endingOf(name)
  // First: a text may well begin with the letters that mark some other kind.
  const text = ending !== null && promisesText.has(ending) ? await byText(file, ending) : null
  if (text !== null && 'refused' in text) return text
  const found = text === null ? await bySignature(file) : { kinds: text, ending: null }
  const kinds =
    found.kinds.length === 0 && ending === null
      ? (((await byText(file, null)) as readonly FileKind[] | null) ?? [])
      : found.kinds
  const [usual] = kinds
  if (ending === null)
    return usual
      ? { kind: usual, name: withEnding(name, usual.endings[0]) }
      : refuse('file-refused', { kind: found.ending ?? '?' })
  const kind = kinds.find(({ endings }) => endings.includes(ending))
  if (kind) return { kind, name }
  return usual || kindOfEnding(ending)
    ? refuse('file-forged', { name })
    : refuse('file-refused', { kind: ending })
}
