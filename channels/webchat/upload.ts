/** One file out of a multipart body that is never read further than it may be long. */
import type { ErrorCode } from '#protocol/error.ts'

/** What the form around the file may take. */
const envelopeBytes = 16_384
const longestName = 200

type Upload =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly refused: ErrorCode; readonly details?: Readonly<Record<string, string | number>> }

async function readUpTo(
  body: ReadableStream<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    // Leaving the loop cancels the stream: the rest is not taken in.
    if (length > limitBytes) return null
    chunks.push(chunk)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

export async function readUpload(request: Request, maximumBytes: number): Promise<Upload> {
  const tooLarge = { refused: 'too-large', details: { limit: inWords(maximumBytes) } } as const
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !request.body)
    return { refused: 'invalid-request', details: { problem: 'multipart/form-data' } }
  if (Number(request.headers.get('content-length') ?? 0) > maximumBytes + envelopeBytes) return tooLarge
  const whole = await readUpTo(request.body, maximumBytes + envelopeBytes)
  if (!whole) return tooLarge
  const form = await new Response(whole, { headers: { 'content-type': type } }).formData().catch(() => null)
  const file = form?.get('file')
  if (!(file instanceof File)) return { refused: 'invalid-request', details: { problem: 'file' } }
  if (file.size > maximumBytes) return tooLarge
  return { name: nameOf(file.name), bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** A file's name without a path and without characters that show as something else than they are. */
function nameOf(given: string): string {
  const bare =
    given
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? ''
  return bare === '' ? 'archivo' : bare.slice(-longestName)
}

function inWords(bytes: number): string {
  const mega = bytes / 1_048_576
  return mega >= 1 ? `${Math.round(mega * 10) / 10} MB` : `${Math.round(bytes / 1024)} kB`
}
