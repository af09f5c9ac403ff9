/**
 * The secrets among a channel account's settings: the fields that the channel's own shape marks `.meta({ secret: true })`. They are kept
 * sealed, shown as dots, and whoever sends the dots back keeps what is there.
 */
import type { Channel } from '#channels/channel.ts'
import { refuse, type Refusal } from '#core/step.ts'
import { z } from 'zod'
import type { SecretBox } from './secret-box.ts'

export type Settings = Readonly<Record<string, unknown>>

export const dots = '••••'

type Sealed = { readonly $sealed: string }

/** What is read of the JSON Schema that zod makes of a shape. */
type Node = {
  readonly secret?: boolean
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly allOf?: readonly Node[]
}

const schemas = new WeakMap<z.ZodType, Node>()

function schemaOf({ settings }: Pick<Channel<unknown>, 'settings'>): Node {
  const made =
    schemas.get(settings) ?? (z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }) as Node)
  schemas.set(settings, made)
  return made
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSealed(value: unknown): value is Sealed {
  return isObject(value) && typeof value['$sealed'] === 'string'
}

/** Changes each secret that is there. `place` names the field, the same for all items of a list. */
function mapSecrets(
  node: Node,
  value: unknown,
  place: string,
  change: (secret: unknown, place: string) => unknown,
): unknown {
  if (value === undefined || value === null || value === '') return value
  if (node.secret) return change(value, place)
  let whole: unknown = value
  for (const variant of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])])
    whole = mapSecrets(variant, whole, place, change)
  if (Array.isArray(whole)) {
    const { items } = node
    return items ? whole.map((item: unknown) => mapSecrets(items, item, `${place}.*`, change)) : whole
  }
  if (!isObject(whole) || !node.properties) return whole
  const { properties } = node
  return Object.fromEntries(
    Object.entries(whole).map(([key, field]) => {
      const inside = Object.hasOwn(properties, key) ? properties[key] : undefined
      return [key, inside ? mapSecrets(inside, field, `${place}.${key}`, change) : field]
    }),
  )
}

function settingsFrom(value: unknown): Settings {
  return isObject(value) ? value : {}
}

/** As they are kept. What is sealed already stays as it is. */
export function sealSettings(
  channel: Pick<Channel<unknown>, 'settings'>,
  box: SecretBox,
  accountId: string,
  settings: Settings,
): Settings {
  const seal = (secret: unknown, place: string): unknown =>
    isSealed(secret) ? secret : ({ $sealed: box.seal(JSON.stringify(secret), place) } satisfies Sealed)
  return settingsFrom(mapSecrets(schemaOf(channel), settings, accountId, seal))
}

/** In the clear, for the channel itself. Null when a secret cannot be opened with this key. */
export function openSettings(
  channel: Pick<Channel<unknown>, 'settings'>,
  box: SecretBox,
  accountId: string,
  settings: Settings,
): Settings | null {
  let isWhole = true
  const open = (secret: unknown, place: string): unknown => {
    if (!isSealed(secret)) return secret
    const text = box.open(secret.$sealed, place)
    if (text === null) isWhole = false
    return text === null ? null : JSON.parse(text)
  }
  const opened = settingsFrom(mapSecrets(schemaOf(channel), settings, accountId, open))
  return isWhole ? opened : null
}

/** As people see them, in pages and in the audit log. Without the channel's shape every secret is hidden that was ever sealed. */
export function showSettings(settings: Settings): Settings {
  const hide = (value: unknown): unknown => {
    if (isSealed(value)) return dots
    if (Array.isArray(value)) return value.map(hide)
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, hide(field)]))
      : value
  }
  return settingsFrom(hide(settings))
}

/** Where dots came back, the secret that is kept in the same field takes their place; where there is none, they are refused. */
export function restoreSecrets(
  channel: Pick<Channel<unknown>, 'settings'>,
  sent: Settings,
  kept: Settings,
): { readonly settings: Settings } | Refusal<'invalid-request'> {
  const known = new Map<string, unknown[]>()
  mapSecrets(schemaOf(channel), kept, '', (secret, place) => {
    known.set(place, [...(known.get(place) ?? []), secret])
    return secret
  })
  const missing: string[] = []
  const restored = mapSecrets(schemaOf(channel), sent, '', (secret, place) => {
    if (secret !== dots) return secret
    const before = known.get(place)?.shift()
    if (before === undefined) missing.push(place)
    return before
  })
  return missing.length === 0
    ? { settings: settingsFrom(restored) }
    : refuse('invalid-request', { problem: `settings${missing.join(', settings')}: ${dots}` })
}
