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

    async function hand(
      request: FastifyRequest,
      reply: FastifyReply,
      accountId: string,
      path: string,
    ): Promise<FastifyReply> {
      const counted = await limit(request)
      if (!counted.isAllowed && counted.isExceeded)
        return sendRefusal(request, reply, {
          refused: 'too-many-requests',
          details: { seconds: Math.max(1, counted.ttlInSeconds) },
        })
      const answer = await accounts.receive(accountId, toRequest(request), path)
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

function toRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  headers.set('x-forwarded-for', request.ip)
  const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : null
  return new Request(`${request.protocol}://${request.host}${request.url}`, {
    method: request.method,
    headers,
    body: request.method === 'GET' || request.method === 'HEAD' ? null : body,
  })
}

async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) reply.header(name, value)
  return await reply.send(
    response.body ? Readable.fromWeb(response.body) : '',
  )
}
