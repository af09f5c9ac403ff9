/** Recordings of calls, over HTTP: what there is, and its sound, part by part as players ask for it. */
import { Readable } from 'node:stream'
import { isRefusal } from '#core/step.ts'
import { interactionId, recordingId } from '#protocol/id.ts'
import type { Language } from '#protocol/text.ts'
import { recordingFileType, type RecordingFile } from '#voice/recording-file.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { noteListening, readAsListener, recordingsOf } from '../act/recording-acts.ts'
import type { Context } from '../context.ts'
import type { RecordingRow } from '../store/recording-row.ts'
import type { RecordingLibrary } from '../voice/recording-library.ts'
import { actorOf } from './actor-of.ts'
import { parseByteRange } from './byte-range.ts'
import { contentDisposition } from './content-disposition.ts'
import { answered, route, type Route } from './route.ts'

const access = 'signed-in'
const tag = 'recordings'

export function recordingRoutes(context: Context, library: RecordingLibrary): readonly Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/api/v1/interactions/:id/recordings',
        access,
        tag,
        summary: 'The recordings of a call that you may listen to.',
        params: z.object({ id: interactionId }),
      },
      async ({ who, params }) => await recordingsOf(context, actorOf(context, who), params.id),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/recordings/:id/audio',
        access,
        tag,
        summary:
          'The sound of a recording as Ogg Opus: customers left, agents right. `Range` is served. With `download`, as a file to keep. Each listening is in the audit log.',
        params: z.object({ id: recordingId }),
        query: z.object({ download: z.string().optional() }),
      },
      async ({ who, params, query, request, reply, language }) => {
        const actor = actorOf(context, who)
        const isDownload = query.download !== undefined
        const what = isDownload ? 'download-recording' : 'listen-recording'
        const row = await readAsListener(context, actor, params.id, what)
        if (isRefusal(row)) return row
        const file = await library.open(row)
        if (isRefusal(file)) return file
        const range = rangeOf(request, etagOf(row, file), file.sizeBytes)
        await noteListening(context, actor, row, { what, isBeginning: range.from === 0 })
        return handOut(file, range, reply, {
          etag: etagOf(row, file),
          name: nameOf(context, row, language),
          isDownload,
        })
      },
    ),
  ]
}

const etagOf = ({ id }: RecordingRow, { sizeBytes }: RecordingFile): string => `"${id}-${sizeBytes}"`

type Part = { readonly from: number; readonly to: number; readonly isPart: boolean }

function rangeOf({ headers }: FastifyRequest, etag: string, sizeBytes: number): Part {
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag
  const range = isSame ? parseByteRange(headers.range, sizeBytes) : null
  return range
    ? { from: range.start, to: range.end + 1, isPart: true }
    : { from: 0, to: sizeBytes, isPart: false }
}

/** By day and minute of the centre, and by nobody's name. */
function nameOf(context: Context, { started_at }: RecordingRow, language: Language): string {
  const { timeZone } = context.configuration.centre()
  const when = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const word = { es: 'Grabación', en: 'Recording' }[language]
  return `${word} ${when.format(started_at).replace(':', '.')}.ogg`
}

/** Nobody's machine keeps what was said: `cache-control` stays `no-store`. */
function handOut(
  file: RecordingFile,
  { from, to, isPart }: Part,
  reply: FastifyReply,
  { etag, name, isDownload }: { readonly etag: string; readonly name: string; readonly isDownload: boolean },
): object {
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'content-type': recordingFileType,
    'content-disposition': contentDisposition(isDownload ? 'attachment' : 'inline', name),
    'content-length': to - from,
  })
  if (isPart) reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${file.sizeBytes}`)
  return answered(reply.send(Readable.from(file.read({ from, to }), { objectMode: false })))
}
