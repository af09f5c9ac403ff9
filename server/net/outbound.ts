/**
 * How this server asks others: the only door outwards for addresses that somebody else has given us (a browser's push service, a provider's
 * picture). It speaks https with public addresses and nothing else, unless the operator allows a network (`ATIENDE_OUTBOUND_ALLOW`); there plain http will
 * do too. The name is resolved once, every address that is not allowed is struck out, and the connection goes to what is left: a name that
 * is answered differently a moment later (DNS rebinding) gains nothing. Redirects are not followed; whoever wants to, asks again here.
 */
import { lookup as resolveName, type LookupAddress } from 'node:dns'
import { request as requestHttp, type ClientRequest, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublic, isWithin, networksOf } from './address-class.ts'

export type OutboundRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** From the beginning to the last byte of the answer. Default 10 s. */
  readonly timeoutMs?: number
  /** A longer answer fails. Default 1 MB. */
  readonly maximumBytes?: number
}

export type OutboundAnswer =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
      readonly body: Buffer
    }
  | { readonly failed: OutboundFailure }

/** `refused-address` and `not-https` will be the same the next time; the others may pass. */
export type OutboundFailure =
  | 'bad-address'
  | 'not-https'
  | 'refused-address'
  | 'unreachable'
  | 'too-slow'
  | 'too-large'

export interface Outbound {
  ask(request: OutboundRequest): Promise<OutboundAnswer>
}

export type OutboundOptions = {
  /** Addresses and networks outside the open internet that may be asked all the same. */
  readonly allow: readonly string[]
  /** How names are resolved; a test plays the rebinding one. */
  readonly resolve?: (name: string) => Promise<readonly LookupAddress[]>
}

const usualTimeoutMs = 10_000
const usualMaximumBytes = 1_000_000

class RefusedAddress extends Error {}
class PlainHttp extends Error {}

export function createOutbound({ allow, resolve = resolveAll }: OutboundOptions): Outbound {
  const allowed = networksOf(allow)

  function check(address: string, isPlain: boolean): void {
    if (isWithin(allowed, address)) return
    if (!isPublic(address)) throw new RefusedAddress(address)
    if (isPlain) throw new PlainHttp()
  }

  /** Where the connection may go: the addresses of the name that pass, at least one. */
  async function addressesOf(host: string, isPlain: boolean): Promise<readonly LookupAddress[]> {
    const family = isIP(host)
    const found = family === 0 ? await resolve(host) : [{ address: host, family }]
    const good = found.filter(({ address }) => isAllowed(address, isPlain))
    if (good.length === 0) for (const { address } of found) check(address, isPlain)
    return good
  }

  function isAllowed(address: string, isPlain: boolean): boolean {
    try {
      check(address, isPlain)
      return true
    } catch {
      return false
    }
  }

  async function ask({
    url: text,
    method,
    headers,
    body,
    timeoutMs = usualTimeoutMs,
    maximumBytes = usualMaximumBytes,
  }: OutboundRequest): Promise<OutboundAnswer> {
    const url = URL.canParse(text) ? new URL(text) : null
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password)
      return { failed: 'bad-address' }
    const isPlain = url.protocol === 'http:'
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const addresses = await Promise.race([addressesOf(host, isPlain), whenOver(signal)])
      const options: RequestOptions = {
        method,
        headers: { ...headers, 'content-length': String(body?.byteLength ?? 0) },
        lookup: always(addresses),
        // A connection of its own each time: a kept one would go where an earlier check has led.
        agent: false,
        signal,
      }
      const sent = isPlain ? requestHttp(url, options) : requestHttps(url, options)
      return await answerOf(sent, body, maximumBytes)
    } catch (error) {
      return { failed: failureOf(error) }
    }
  }

  return { ask }
}

/** Looking a name up cannot be called off; nobody waits for it any longer. */
async function whenOver(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

/** The socket asks this instead of the world: what was checked is what is connected to. */
function always(addresses: readonly LookupAddress[]): LookupFunction {
  return (name, options, done) => {
    const [first] = addresses
    if (!first) done(new Error(`${name} has no address.`), '', 0)
    else if (options.all) done(null, [...addresses])
    else done(null, first.address, first.family)
  }
}

class TooLarge extends Error {}

async function answerOf(
  sent: ClientRequest,
  body: Uint8Array | undefined,
  maximumBytes: number,
): Promise<OutboundAnswer> {
  return await new Promise((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.byteLength
        if (size <= maximumBytes) return void parts.push(part)
        reject(new TooLarge())
        sent.destroy()
      })
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      )
    })
    sent.end(body)
  })
}

function failureOf(error: unknown): OutboundFailure {
  if (error instanceof RefusedAddress) return 'refused-address'
  if (error instanceof PlainHttp) return 'not-https'
  if (error instanceof TooLarge) return 'too-large'
  if (error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name)) return 'too-slow'
  return 'unreachable'
}

async function resolveAll(name: string): Promise<readonly LookupAddress[]> {
  return await new Promise((resolve, reject) => {
    resolveName(name, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })
}
