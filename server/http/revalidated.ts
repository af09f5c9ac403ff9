/**
 * An answer that is large and changes seldom: the browser keeps it and asks each time whether it is still so, and what goes over the line is packed.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { answered } from './route.ts'

const pack = promisify(gzip)
/** Smaller ones fit into one packet anyway. */
const packedFromBytes = 1_400

export async function sendRevalidated(
  request: FastifyRequest,
  reply: FastifyReply,
  body: object,
): Promise<object> {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie' })
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known?.includes(etag)) return answered(reply.code(304).send())
  reply.type('application/json; charset=utf-8')
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(request.headers['accept-encoding'] ?? '')
  if (!takesGzip || text.length < packedFromBytes) return answered(reply.send(text))
  return answered(reply.header('content-encoding', 'gzip').send(await pack(text)))
}
