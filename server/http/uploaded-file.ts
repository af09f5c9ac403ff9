/**
 * One file that comes as a form with one field `file`, read as it comes. Whatever is wrong with the form is an answer in words, and what is left of it
 * is read and forgotten: a browser tells nobody the answer before it has sent everything.
 */
import { refuse, type Refusal } from '#core/step.ts'
import type { FastifyRequest } from 'fastify'

export type Upload = { readonly name: string; readonly content: AsyncIterable<Uint8Array> }

/** What the form around the file may take. */
const envelopeBytes = 16_384

const brokenForm = refuse('invalid-request', { problem: 'multipart/form-data, file' })

/** The form ended in the middle, or was never one: nothing of ours. */
class BrokenForm extends Error {}

/** `take` may be given one byte more than allowed, so that it sees that a file is too long; it answers `tooLarge` itself. */
export async function takeUpload<Taken extends object>(
  request: FastifyRequest,
  { maximumBytes, tooLarge }: { readonly maximumBytes: number; readonly tooLarge: Refusal },
  take: (upload: Upload) => Promise<Taken | Refusal>,
): Promise<Taken | Refusal> {
  if (!request.isMultipart()) return brokenForm
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes + envelopeBytes) return tooLarge
  try {
    const part = await fileOf(request, maximumBytes)
    if (part === null) return brokenForm
    return await take({ name: nameOf(part.filename), content: wholePart(part.file) })
  } catch (error) {
    if (error instanceof BrokenForm) return brokenForm
    throw error
  } finally {
    request.raw.unpipe()
    request.raw.resume()
  }
}

async function fileOf(
  request: FastifyRequest,
  maximumBytes: number,
): Promise<{ filename: string; file: AsyncIterable<Uint8Array> } | null> {
  try {
    const limits = { fileSize: maximumBytes + 1, files: 1, fields: 8, parts: 9, fieldSize: 1_000 }
    const part = await request.file({ limits, throwFileSizeLimit: false })
    return part?.fieldname === 'file' ? part : null
  } catch (error) {
    throw new BrokenForm('The form could not be read.', { cause: error })
  }
}

async function* wholePart(part: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* part
  } catch (error) {
    throw new BrokenForm('The form ended early.', { cause: error })
  }
}

/** Browsers write a quotation mark in a name like this; a sender of raw bytes may give no name at all. */
function nameOf(filename: string | undefined): string {
  return (filename ?? '').replaceAll('%22', '"')
}
