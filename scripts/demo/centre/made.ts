import { isRefusal } from '#core/step.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { ConfigurationContext } from '#server/configuration/configuration-context.ts'
import type { Bodies, Ids } from '#server/configuration/kinds.ts'
import { createConfigured } from '#server/configuration/save.ts'

/** Makes one thing as an administrator's page would, in the server's own name. */
export async function made<Kind extends Exclude<ConfigurationKind, 'centre'>>(
  context: ConfigurationContext,
  kind: Kind,
  body: Bodies[Kind],
): Promise<Ids[Kind]> {
  const saved = await createConfigured(context, null, kind, body)
  if (isRefusal(saved)) throw new Error(`The demo's ${kind} was refused: ${JSON.stringify(saved)}`)
  return saved.id
}

/** The same for several things, each known by a key of ours. */
export async function madeAll<Kind extends Exclude<ConfigurationKind, 'centre'>, Key extends string>(
  context: ConfigurationContext,
  kind: Kind,
  bodies: Readonly<Record<Key, Bodies[Kind]>>,
): Promise<Readonly<Record<Key, Ids[Kind]>>> {
  const ids: Partial<Record<Key, Ids[Kind]>> = {}
  // One after another: their order is the order of their ids.
  for (const key of Object.keys(bodies) as Key[]) ids[key] = await made(context, kind, bodies[key])
  return ids as Readonly<Record<Key, Ids[Kind]>>
}
