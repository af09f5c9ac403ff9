/**
 * Who opens a connection that does not go through Fastify (sockets): the same answers as `request.ip`, `request.protocol` and
 * `request.host` give elsewhere, with the same proxies believed.
 */
import proxyAddress from '@fastify/proxy-addr'
import type { IncomingMessage } from 'node:http'

export type Caller = {
  readonly ip: string
  /** How the caller reached this server, e.g. `https://centre.example`. */
  readonly origin: string
}

function firstOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header[0] : header
  return text?.split(',', 1)[0]?.trim()
}

export function createCallerOf(
  trustedProxies: readonly string[],
  publicUrl: string | null,
): (request: IncomingMessage) => Caller {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  return (request) => {
    const direct = request.socket.remoteAddress ?? ''
    const { headers } = request
    const isProxied = isTrusted(direct, 0)
    const protocol =
      (isProxied && firstOf(headers['x-forwarded-proto'])) ||
      ('encrypted' in request.socket ? 'https' : 'http')
    const host = (isProxied && firstOf(headers['x-forwarded-host'])) || headers.host
    return { ip: proxyAddress(request, isTrusted), origin: publicUrl ?? `${protocol}://${host ?? ''}` }
  }
}
