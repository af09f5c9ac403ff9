/**
 * Files of agents: in as a form with one field `file`, written to the disk as it comes and never held in memory; out with everything that
 * keeps a browser from taking somebody's file for a page of ours. What cannot be shown safely is only ever downloaded.
 */
import { refuse, type Refusal } from '#core/step.ts'
import { kindOfMime } from '#protocol/file-kind.ts'
import { fileId } from '#protocol/id.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { isMissing } from '../file/byte-store.ts'
import type { FileKeeper, Kept, OpenedFile } from '../file/file-keeper.ts'
import { actorOf } from './actor-of.ts'
import { parseByteRange } from './byte-range.ts'
import { contentDisposition } from './content-disposition.ts'
import { answered, route, type Route } from './route.ts'
import type { SignedIn } from './signed-in.ts'

/** What the form around the file may take. */
const envelopeBytes = 16_384
/** A content never changes under its id, and only the browser of the one who asked may keep it. */
const keptByBrowser = 'private, max-age=31536000, immutable'
/** The one size there is; written down so that others can be added without changing addresses. */
const thumbnailSizes = ['320'] as const

const brokenForm = refuse('invalid-request', { problem: 'multipart/form-data, file' })

/** The form ended in the middle, or was never one: nothing of ours. */
class BrokenForm extends Error {}

export function fileRoutes(context: Context, files: FileKeeper): readonly Route[] {
  const tag = 'files'
  const access = 'signed-in'
  return [
    route(
      {
        method: 'POST',
        path: '/api/v1/files',
        access,
        tag,
        summary: 'Keeps a file; a message takes it within a day by its id.',
        streams: true,
        status: 201,
      },
      async ({ who, request }) => await takeIn(files, who, request),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/files/:id',
        access,
        tag,
        summary:
          'The bytes of a file you brought or of a conversation you may see; `size` asks for a small picture of an image.',
        params: z.object({ id: fileId }),
        query: z.object({ size: z.enum(thumbnailSizes).optional() }),
      },
      async ({ who, params, query, request, reply }) => {
        const opened = await files.openForAgent(actorOf(context, who), params.id)
        if (!opened) return refuse('not-found')
        return query.size === undefined
          ? await handOut(context, opened, request, reply)
          : await handOutThumbnail(files, opened, request, reply)
      },
    ),
  ]
}

async function takeIn(files: FileKeeper, who: SignedIn, request: FastifyRequest): Promise<Kept | Refusal> {
  if (!request.isMultipart()) return brokenForm
  const { maximumBytes } = files
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes + envelopeBytes) return files.tooLarge
  try {
    const part = await fileOf(request, maximumBytes)
    if (part === null) return brokenForm
    return await files.keepForAgent({
      agentId: who.agentId,
      name: nameOf(part.filename),
      content: wholePart(part.file),
    })
  } catch (error) {
    if (error instanceof BrokenForm) return brokenForm
    throw error
  } finally {
    // What is left of a form that was refused is read and forgotten: a browser tells nobody the answer before it has sent everything.
    request.raw.unpipe()
    request.raw.resume()
  }
}

async function fileOf(
  request: FastifyRequest,
  maximumBytes: number,
): Promise<{ filename: string; file: AsyncIterable<Uint8Array> } | null> {
  try {
    // One byte more than allowed, so that a file that is cut off there is seen to be too long.
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

/** Null: the bytes are gone. */
async function openBytes(path: string): Promise<FileHandle | null> {
  try {
    return await open(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isKnown(request: FastifyRequest, tag: string): boolean {
  const known = request.headers['if-none-match']
  return (
    known !== undefined &&
    (known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag))
  )
}

async function handOut(
  context: Context,
  { file, sha256, path }: OpenedFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object> {
  const etag = `"${sha256}"`
  if (isKnown(request, etag))
    return answered(reply.code(304).headers({ etag, 'cache-control': keptByBrowser }).send())
  const bytes = await openBytes(path)
  if (!bytes) {
    context.log.error({ fileId: file.id }, 'The bytes of a file are missing.')
    return refuse('not-found')
  }
  const inline = kindOfMime(file.mime)?.inline ?? false
  const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
  const range = isSame ? parseByteRange(request.headers.range, file.sizeBytes) : null
  reply.headers({
    etag,
    'cache-control': keptByBrowser,
    'accept-ranges': 'bytes',
    'content-type': inline ? file.mime : 'application/octet-stream',
    'content-disposition': contentDisposition(inline ? 'inline' : 'attachment', file.name),
    'content-length': range ? range.end - range.start + 1 : file.sizeBytes,
  })
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
  return answered(reply.send(bytes.createReadStream(range ?? {})))
}

async function handOutThumbnail(
  files: FileKeeper,
  opened: OpenedFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object> {
  const etag = `"${opened.sha256}-320"`
  if (isKnown(request, etag))
    return answered(reply.code(304).headers({ etag, 'cache-control': keptByBrowser }).send())
  const path = await files.thumbnailOf(opened)
  const bytes = path === null ? null : await openBytes(path)
  if (!bytes) return refuse('not-found')
  reply.headers({
    etag,
    'cache-control': keptByBrowser,
    'content-type': 'image/webp',
    'content-disposition': 'inline',
  })
  return answered(reply.send(bytes.createReadStream()))
}
