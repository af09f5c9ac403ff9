/**
 * Puts the values in the place of the tokens (T2, T3). It goes once through the text; what comes out holds no token but those left unresolved,
 * whatever was in the values, so that a text which is filled in twice (on the page, and by the server when it is sent) never says more than
 * its author wrote.
 */
import { parseTokens, type Token } from './parse-tokens.ts'

/** The value of a token by its key. Null or blank: known, and there is none here. Undefined: there is no such token. */
export type TokenValues = (key: string) => string | null | undefined

export type UnresolvedToken = Pick<Token, 'raw' | 'name' | 'key'> & { readonly why: 'unknown' | 'no-value' }

/** A stretch of the filled text: as written, filled in, or a token that is left. */
export type FilledPart = {
  readonly kind: 'text' | 'value' | 'unresolved'
  readonly text: string
  readonly token: Token | null
}

export type FilledText = {
  readonly text: string
  /** Together they are the text. */
  readonly parts: readonly FilledPart[]
  /** Each once, in the order of the text. */
  readonly unresolved: readonly UnresolvedToken[]
}

const apart = (text: string): string => text.replaceAll('<$', '< $')

export function fillTokens(text: string, values: TokenValues): FilledText {
  const tokens = parseTokens(text)
  if (tokens.length === 0) return { text, parts: [{ kind: 'text', text, token: null }], unresolved: [] }
  const parts = partsOf(text, tokens, values)
  const unresolved = unresolvedOf(parts, values)
  const left = parts.filter(({ kind }) => kind === 'unresolved').length
  // The author's own `<$` could become a token with a value behind it.
  const safe = parseTokens(joined(parts)).length === left ? parts : parts.map(guarded)
  return { text: joined(safe), parts: safe, unresolved }
}

/** The unresolved tokens of a text; with some, it is not sent. */
export function unresolvedTokens(text: string, values: TokenValues): readonly UnresolvedToken[] {
  return fillTokens(text, values).unresolved
}

function partsOf(text: string, tokens: readonly Token[], values: TokenValues): FilledPart[] {
  const parts: FilledPart[] = []
  const add = (part: FilledPart): void => {
    if (part.text === '') return
    const before = parts.at(-1)
    const touches = before?.text.endsWith('<') && part.text.startsWith('$')
    // A sign that would come about between two stretches is none.
    parts.push(touches ? { ...part, text: ` ${part.text}` } : part)
  }
  let at = 0
  for (const token of tokens) {
    add({ kind: 'text', text: text.slice(at, token.from), token: null })
    const value = values(token.key)
    if (isThere(value)) add({ kind: 'value', text: apart(value), token })
    else add({ kind: 'unresolved', text: token.raw, token })
    at = token.to
  }
  add({ kind: 'text', text: text.slice(at), token: null })
  return parts
}

function unresolvedOf(parts: readonly FilledPart[], values: TokenValues): UnresolvedToken[] {
  const byKey = new Map<string, UnresolvedToken>()
  for (const { kind, token } of parts) {
    if (kind !== 'unresolved' || !token || byKey.has(token.key)) continue
    const { raw, name, key } = token
    byKey.set(key, { raw, name, key, why: values(key) === undefined ? 'unknown' : 'no-value' })
  }
  return [...byKey.values()]
}

const guarded = (part: FilledPart): FilledPart =>
  part.kind === 'text' ? { ...part, text: apart(part.text) } : part
const joined = (parts: readonly FilledPart[]): string => parts.map(({ text }) => text).join('')
const isThere = (value: string | null | undefined): value is string =>
  value !== undefined && value !== null && value.trim() !== ''
