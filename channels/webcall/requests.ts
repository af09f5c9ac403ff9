/** What the widget asks over HTTP before it calls: the configuration, and a session. */
import type { ChannelAccountId } from '#core/id.ts'
import { channelAccountId } from '#protocol/id.ts'
import { z } from 'zod'
import type { ChannelHost } from '../channel.ts'
import { answerPage, json, languageOf, refusal, untilHoursChange } from '../page-answer.ts'
import { toTokenText, type Caller } from './caller.ts'
import type { WebCallSettings } from './settings.ts'
import { toConfig } from './translate.ts'

const longestBody = 2_000
const sessionBody = z.object({
  chat: z.object({ account: channelAccountId, token: z.string().min(1).max(400) }).optional(),
})

export function requests(
  settings: WebCallSettings,
  host: ChannelHost,
): (request: Request, path: string) => Promise<Response> {
  return async (request, path) =>
    await answerPage(settings, host, request, async () => await answer(request, path))

  async function answer(request: Request, path: string): Promise<Response> {
    switch (`${request.method} ${path.replaceAll(/^\/+|\/+$/g, '')}`) {
      case 'GET config':
        return json(toConfig(host.accountId, settings, host.hours()), untilHoursChange(host))
      case 'POST session':
        return await session(request)
      default:
        return refusal(host, languageOf(request), 'not-found')
    }
  }

  async function session(request: Request): Promise<Response> {
    const text = await request.text()
    const read = sessionBody.safeParse(text === '' ? {} : toJson(text))
    if (text.length > longestBody || !read.success)
      return refusal(host, languageOf(request), 'invalid-request', { problem: 'chat' })
    const { chat } = read.data
    const caller = chat ? ofChat(chat.account, chat.token) : { user: host.newId('vis'), chatAccountId: null }
    if (!caller) return refusal(host, languageOf(request), 'not-signed-in')
    return json({ token: host.sign(toTokenText(caller)), user: caller.user }, 'no-store')
  }

  /** The visitor of a chat of this centre, who says so with that chat's own token. */
  function ofChat(chatAccountId: ChannelAccountId, token: string): Caller | null {
    const user = host.verifyOf(chatAccountId, token)
    return user === null ? null : { user, chatAccountId }
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
