/** The music of queues, over HTTP. What is brought in is converted while the request waits; who gives the request up gives the conversion up. */
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { ErrorCode } from '#protocol/error.ts'
import { queueId } from '#protocol/id.ts'
import { makeMusicFile, musicLimits, type MusicOutcome } from '#voice/music-file.ts'
import type { FastifyReply } from 'fastify'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { setQueueMusic } from '../act/set-queue-music.ts'
import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import type { QueueMusic } from '../voice/queue-music.ts'
import { actorOf } from './actor-of.ts'
import { parseByteRange } from './byte-range.ts'
import { answered, route, type Route } from './route.ts'
import { takeUpload } from './uploaded-file.ts'

const path = '/api/v1/queues/:id/music'
const access = 'manager'
const tag = 'queues'
const params = z.object({ id: queueId })
const megabyte = 1_000_000
const tooLarge = refuse('too-large', { limit: `${Math.floor(musicLimits.mostBytes / megabyte)} MB` })
/** Each holds a file in memory and works a processor. */
const mostAtOnce = 2
const againInSeconds = 30

export function musicRoutes(context: ConfigurationContext, music: QueueMusic): readonly Route[] {
  let atOnce = 0

  return [
    route(
      {
        method: 'POST',
        path,
        access,
        tag,
        summary: 'Music for who waits or is on hold: WAV, MP3 or Ogg Opus as a form with one field `file`.',
        params,
        streams: true,
        status: 201,
      },
      async ({ who, params: { id }, request, reply }) => {
        const queue = context.configuration.queue(id)
        if (!queue || queue.archivedAt !== null) return refuse('not-found')
        if (atOnce >= mostAtOnce) return refuse('too-many-requests', { seconds: againInSeconds })
        atOnce += 1
        try {
          const made = await takeUpload(
            request,
            { maximumBytes: musicLimits.mostBytes, tooLarge },
            async ({ content }) => await convert(context, content, givenUp(reply)),
          )
          if (isRefusal(made)) return made
          const { bytes, durationMs, isUnchanged } = made
          const fileId = await music.keep({ queueId: id, agentId: who.agentId, bytes, durationMs })
          const saved = await setQueueMusic(context, actorOf(context, who), id, fileId)
          return isRefusal(saved)
            ? saved
            : { musicFileId: fileId, durationMs, isUnchanged, version: saved.version }
        } finally {
          atOnce -= 1
        }
      },
    ),
    route(
      {
        method: 'GET',
        path,
        access,
        tag,
        summary: 'What customers of this queue hear now, as Ogg Opus.',
        params,
      },
      async ({ params: { id }, request, reply }) => {
        if (!context.configuration.queue(id)) return refuse('not-found')
        const file = await open(music.pathFor(id))
        const { size } = await file.stat()
        const range = parseByteRange(request.headers.range, size)
        reply.headers({
          'accept-ranges': 'bytes',
          'content-type': 'audio/ogg; codecs=opus',
          'content-length': range ? range.end - range.start + 1 : size,
        })
        if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`)
        return answered(reply.send(file.createReadStream(range ?? {})))
      },
    ),
    route(
      { method: 'DELETE', path, access, tag, summary: 'The product’s own music again.', params },
      async ({ who, params: { id } }) => {
        const saved = await setQueueMusic(context, actorOf(context, who), id, null)
        return isRefusal(saved) ? saved : { musicFileId: null, version: saved.version }
      },
    ),
  ]
}

/** Who asked has gone before there was an answer. */
function givenUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

type Made = Extract<MusicOutcome, { readonly outcome: 'made' }>

async function convert(
  { log }: Pick<ConfigurationContext, 'log'>,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Made | Refusal<ErrorCode>> {
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  for await (const part of content) {
    sizeBytes += part.length
    if (sizeBytes > musicLimits.mostBytes) return tooLarge
    parts.push(part)
  }
  if (sizeBytes === 0) return refuse('file-empty')
  const outcome = await makeMusicFile(Buffer.concat(parts), { signal })
  if (outcome.outcome === 'made') return outcome
  // Nobody hears it.
  if (outcome.outcome === 'cancelled') return refuse('unavailable')
  if (outcome.fault !== undefined) log.warn({ reason: outcome.fault }, 'Music could not be converted.')
  return refusalFor(outcome)
}

function refusalFor({ reason }: Extract<MusicOutcome, { readonly outcome: 'refused' }>): Refusal<ErrorCode> {
  switch (reason) {
    case 'not-audio':
    case 'unsupported':
      return refuse('music-unsupported')
    case 'damaged':
      return refuse('music-unreadable')
    case 'too-long':
      return refuse('music-too-long', { limit: musicLimits.longestMs / 60_000 })
    case 'timed-out':
      return refuse('music-too-slow')
    case 'too-large':
      return tooLarge
  }
}
