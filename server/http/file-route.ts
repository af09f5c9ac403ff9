/**
 * Files of agents: in as a form with one field `file`, written to the disk as it comes and never held in memory; out with everything that
 * keeps a browser from taking somebody's file for a page of ours. What cannot be shown safely is only ever downloaded.
 */
import { refuse } from '#core/step.ts'
import { kindOfMime } from '#protocol/file-kind.ts'
import { fileId } from '#protocol/id.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { isMissing } from '../file/byte-store.ts'
import type { FileKeeper, OpenedFile } from '../file/file-keeper.ts'
import { actorOf } from './actor-of.ts'
import { parseByteRange } from './byte-range.ts'
import { contentDisposition } from './content-disposition.ts'
import { answered, route, type Route } from './route.ts'
import { takeUpload } from './uploaded-file.ts'

/** A content never changes under its id, and only the browser of the one who asked may keep it. */
const keptByBrowser = 'private, max-age=31536000, immutable'
/** The one size there is; written down so that others can be added without changing addresses. */
const thumbnailSizes = ['320'] as const

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
      async ({ who, request }) =>
        await takeUpload(
          request,
          files,
          async (upload) => await files.keepForAgent({ agentId: who.agentId, ...upload }),
        ),
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
