/**
 * `/hooks/<account id>/…`: what providers and customers' widgets send goes to the channel of that account as it came, bytes and all, because signatures are
 * over bytes. The channel answers; nothing of ours is put around it.
 */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ChannelAccounts } from '../channel-host/channel-accounts.ts'
import type { Door } from './create-http.ts'
import { sendRefusal } from './serve-route.ts'

/** The largest file a customer may send, with the form around it. */
const longestBodyBytes = 26 * 1024 * 1024
const requestsPerMinute = 600
/** Bodies are held in memory until the channel has them: large ones of one address only a few at a time. */
const largeBytes = 1024 * 1024
const mostLargeAtOnce = 4

export function hookDoor(accounts: Pick<ChannelAccounts, 'receive'>): Door {
  return (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: longestBodyBytes },
      (_request, body, done) => done(null, body),
    )
    const limit = app.createRateLimit({
      max: requestsPerMinute,
      timeWindow: 60_000,
      keyGenerator: (request) => request.ip,
    })

    const largeOf = new Map<string, number>()

    /** Takes a large body's place until its answer is out; false when there is none. */
    function mayBring({ ip, headers }: FastifyRequest, { raw }: FastifyReply): boolean {
      // What says no length may be as long as it likes.
      const bytes =
        headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity
      if (bytes <= largeBytes) return true
      const held = largeOf.get(ip) ?? 0
      if (held >= mostLargeAtOnce) return false
      largeOf.set(ip, held + 1)
      raw.once('close', () => {
        const left = (largeOf.get(ip) ?? 1) - 1
        if (left > 0) largeOf.set(ip, left)
        else largeOf.delete(ip)
      })
      return true
    }

    // Before anything of the body is read.
    app.addHook('onRequest', async (request, reply) => {
      const counted = await limit(request)
      const isTooMany = !counted.isAllowed && counted.isExceeded
      if (!isTooMany && mayBring(request, reply)) return undefined
      reply.header('connection', 'close')
      const seconds = isTooMany ? Math.max(1, counted.ttlInSeconds) : 2
      return sendRefusal(request, reply, { refused: 'too-many-requests', details: { seconds } })
    })

    async function hand(
      request: FastifyRequest,
      reply: FastifyReply,
      accountId: string,
      path: string,
    ): Promise<FastifyReply> {
      const asked = toRequest(request)
      if (asked === null)
        return sendRefusal(request, reply, { refused: 'invalid-request', details: { problem: 'HTTP' } })
      const answer = await accounts.receive(accountId, asked, path)
      return answer
        ? await sendResponse(reply, answer)
        : sendRefusal(request, reply, { refused: 'channel-account-off' })
    }

    app.all<{ Params: { account: string; '*': string } }>(
      '/hooks/:account/*',
      async (request, reply) => await hand(request, reply, request.params.account, request.params['*']),
    )
    app.all<{ Params: { account: string } }>(
      '/hooks/:account',
      async (request, reply) => await hand(request, reply, request.params.account, ''),
    )
    app.get<{ Querystring: { account?: string } }>(
      '/widget/v1/config',
      async (request, reply) => await hand(request, reply, request.query.account ?? '', 'config'),
    )
  }
}

/** Null: its method or its address cannot be one that anybody means. */
function toRequest(request: FastifyRequest): Request | null {
  const url = `${request.protocol}://${request.host}${request.url}`
  if (request.method === 'TRACE' || !URL.canParse(url)) return null
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  headers.set('x-forwarded-for', request.ip)
  const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : null
  return new Request(url, {
    method: request.method,
    headers,
    body: request.method === 'GET' || request.method === 'HEAD' ? null : body,
  })
}

async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) reply.header(name, value)
  return await reply.send(response.body ? Readable.from(response.body, { objectMode: false }) : '')
}
