/**
 * What the widget asks over HTTP: its configuration, a session, files up and down, the transcript. Only pages of allowed origins are
 * answered; a request without an origin (the page's own server, a download) is answered only where a token or nothing secret is concerned.
 */
import type { FileId } from '#core/id.ts'
import type { ErrorCode } from '#protocol/error.ts'
import { fileId } from '#protocol/id.ts'
import type { ChannelHost } from '../channel.ts'
import { answerPage, json, languageOf, refusal, untilHoursChange, type Details } from '../page-answer.ts'
import { lookBack } from './look-back.ts'
import { readUpload } from './upload.ts'
import type { WebChatSettings } from './settings.ts'
import { isTimeZone, transcript } from './transcript.ts'
import { acceptedKinds, toConfig } from './translate.ts'

/** Kinds that a browser may show in place: they cannot carry a script. */
const shownInPlace = /^(image\/(png|jpeg|gif|webp)|audio\/|video\/)/
const uploadsAtOnce = 3

export function requests(
  settings: WebChatSettings,
  host: ChannelHost,
): (request: Request, path: string) => Promise<Response> {
  const uploading = new Map<string, number>()

  return async (request, path) => {
    const [first = '', second] = path.replace(/^\/+|\/+$/g, '').split('/')
    const language = languageOf(request)
    const route = `${request.method} ${first}`
    const refuse = (code: ErrorCode, details?: Details): Response => refusal(host, language, code, details)

    return await answerPage(settings, host, request, answer)

    async function answer(): Promise<Response> {
      switch (route) {
        case 'GET config':
          return config(settings, host)
        case 'POST session': {
          const user = host.newId('vis')
          return json({ token: host.sign(user), user }, 'no-store')
        }
        case 'POST files': {
          const user = host.verify(request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '')
          return user === null ? refuse('not-signed-in') : upload(user)
        }
        case 'GET files': {
          const user = tokenUser()
          if (user === null) return refuse('not-signed-in')
          const id = fileId.safeParse(second)
          return id.success ? download(user, id.data) : refuse('not-found')
        }
        case 'GET transcript': {
          const user = tokenUser()
          return user === null ? refuse('not-signed-in') : takeHome(user)
        }
        default:
          return refuse('not-found')
      }
    }

    function tokenUser(): string | null {
      return host.verify(new URL(request.url).searchParams.get('token') ?? '')
    }

    async function upload(user: string): Promise<Response> {
      const { files } = settings
      if (!files.allowed) return refuse('file-refused', { kind: '' })
      const atOnce = uploading.get(user) ?? 0
      if (atOnce >= uploadsAtOnce) return refuse('too-many-requests', { seconds: 2 })
      uploading.set(user, atOnce + 1)
      try {
        const read = await readUpload(request, files.maximumBytes)
        if ('refused' in read) return refuse(read.refused, read.details)
        const kept = await host.keepFile({ user, ...read })
        if ('refused' in kept) return refuse(kept.refused as ErrorCode, kept.details)
        if (!acceptedKinds(settings).includes(kept.file.mime))
          return refuse('file-refused', { kind: kept.file.mime })
        return json({ file: kept.file }, 'no-store')
      } finally {
        const left = (uploading.get(user) ?? 1) - 1
        if (left > 0) uploading.set(user, left)
        else uploading.delete(user)
      }
    }

    async function download(user: string, id: FileId): Promise<Response> {
      const found = await host.openFile(user, id)
      if (!found) return refuse('not-found')
      const { mime, name } = found.file
      const place = shownInPlace.test(mime) ? 'inline' : 'attachment'
      return new Response(found.bytes as Uint8Array<ArrayBuffer>, {
        headers: {
          ...fileHeaders(place, name),
          'content-type': mime,
          'cache-control': 'private, max-age=86400, immutable',
        },
      })
    }

    async function takeHome(user: string): Promise<Response> {
      const asked = new URL(request.url).searchParams
      const zone = asked.get('timeZone') ?? 'UTC'
      const said = asked.get('language') === 'en' ? 'en' : asked.get('language') === 'es' ? 'es' : language
      const { conversation, messages: newest } = await host.view(user, 0)
      if (!conversation) return refuse('not-found')
      const messages = await lookBack(
        host,
        user,
        newest,
        (first) => first.conversation === conversation.id && first.position > 1,
      )
      const text = transcript(
        messages.filter((message) => message.conversation === conversation.id),
        { title: settings.title[said], language: said, timeZone: isTimeZone(zone) ? zone : 'UTC' },
      )
      const name = said === 'es' ? 'conversación.txt' : 'conversation.txt'
      return new Response(text, {
        headers: {
          ...fileHeaders('attachment', name),
          'content-type': 'text/plain; charset=utf-8',
          'cache-control': 'no-store',
        },
      })
    }
  }
}

function config(settings: WebChatSettings, host: ChannelHost): Response {
  return json(toConfig(host.accountId, settings, host.hours()), untilHoursChange(host))
}

function fileHeaders(place: 'inline' | 'attachment', name: string): Record<string, string> {
  return {
    'content-disposition': `${place}; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}
