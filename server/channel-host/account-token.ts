import { createHmac, timingSafeEqual } from 'node:crypto'

/** Tokens that only this server can have made, for one account: the text itself and a signature over both. */
export function signText(key: Buffer, accountId: string, text: string): string {
  return `${text}.${signature(key, accountId, text)}`
}

export function verifyToken(key: Buffer, accountId: string, token: string): string | null {
  const dot = token.lastIndexOf('.')
  if (dot < 1) return null
  const text = token.slice(0, dot)
  const given = Buffer.from(token.slice(dot + 1))
  const right = Buffer.from(signature(key, accountId, text))
  return given.length === right.length && timingSafeEqual(given, right) ? text : null
}

function signature(key: Buffer, accountId: string, text: string): string {
  return createHmac('sha256', key).update(`${accountId}\n${text}`).digest('base64url')
}
