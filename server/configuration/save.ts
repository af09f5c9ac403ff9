/**
 * The acts on the configuration: create, change, archive, restore, the same for every kind. Each checks the right, the version somebody
 * has seen, and every reference, under one lock for all of the configuration, and writes the thing, the audit entry and the event in one
 * transaction. When it answers, this server knows; the others hear of it at once.
 */
import type { Actor } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { ErrorCode } from '#protocol/error.ts'
import { act, type Unit } from '../act/unit.ts'
import { insertAudit } from '../store/audit-row.ts'
import { isUniqueViolation } from '../store/database-error.ts'
import { checkBody, checkRestored } from './check-body.ts'
import { checkReferences, checkUnused } from './check-references.ts'
import { followResponse } from './check-response.ts'
import type { ConfigurationContext } from './configuration-context.ts'
import {
  countOwners,
  insertConfigurationRow,
  lockConfiguration,
  lockConfigurationRow,
  toThing,
  updateConfigurationRow,
} from './configuration-row.ts'
import { followAgent } from './agent-consequence.ts'
import { prefixes, type Bodies, type Ids, type Thing } from './kinds.ts'
import { mayConfigure, mayConfigureAgent } from './may-configure.ts'
import { bodyOf, shownBody } from './shown.ts'

export type Saved<Kind extends ConfigurationKind> = Thing<Kind> | Refusal<ErrorCode>

/** Null: the server itself (first setup). */
export type ConfigurationActor = Actor | null

/** Both null would be nothing at all. `before` null: new or restored; `after` null: archived. */
type Step<Kind extends ConfigurationKind> = {
  readonly before: Bodies[Kind] | null
  readonly after: Bodies[Kind] | null
}

function roleOf(body: object | null): Bodies['agent']['role'] | null {
  return body && 'role' in body ? (body as Bodies['agent']).role : null
}

async function checkRight<Kind extends ConfigurationKind>(
  unit: Unit,
  actor: ConfigurationActor,
  kind: Kind,
  { before, after }: Step<Kind>,
): Promise<Refusal<ErrorCode> | null> {
  if (actor === null) return null
  if (kind !== 'agent') {
    const allowed = mayConfigure(actor, kind)
    return allowed === true ? null : allowed
  }
  const owners = await countOwners(unit.transaction)
  const allowed = mayConfigureAgent(actor, { from: roleOf(before), to: roleOf(after), owners })
  return allowed === true ? null : allowed
}

async function finish<Kind extends ConfigurationKind>(
  unit: Unit,
  actor: ConfigurationActor,
  change: Step<Kind> & { readonly act: string; readonly kind: Kind; readonly id: Ids[Kind] },
): Promise<Refusal<ErrorCode> | null> {
  const { kind, id, before, after } = change
  // `kind` says which bodies these are; the compiler cannot carry that from one to the other.
  if (kind === 'response') {
    const refused = await followResponse(
      unit,
      actor,
      id as Ids['response'],
      before as Bodies['response'] | null,
      after as Bodies['response'] | null,
    )
    if (refused) return refused
  }
  if (kind === 'agent') {
    await followAgent(
      unit,
      id as Ids['agent'],
      before as Bodies['agent'] | null,
      after as Bodies['agent'] | null,
    )
  }
  await insertAudit(
    unit.transaction,
    {
      actorId: actor?.agentId ?? null,
      act: change.act,
      subjectKind: kind,
      subjectId: id,
      before: before && shownBody(before),
      after: after && shownBody(after),
    },
    unit.at,
  )
  unit.log({
    type: 'configuration-changed',
    interactionId: null,
    agentId: null,
    audience: { everyone: true },
    body: { kind, id },
  })
  return null
}

/** Runs an act on the configuration under its lock, and makes what it did known here and elsewhere. */
export async function actOnConfiguration<T extends object>(
  context: ConfigurationContext,
  work: (unit: Unit) => Promise<T | Refusal<ErrorCode>>,
): Promise<T | Refusal<ErrorCode>> {
  try {
    const done = await act(context, async (unit) => {
      await lockConfiguration(unit.transaction)
      return await work(unit)
    })
    if (isRefusal(done)) return done as Refusal<ErrorCode>
    await context.configuration.refresh()
    context.doorbell.ring('configuration')
    return done
  } catch (error) {
    if (
      isUniqueViolation(error, 'configuration_agent_email') ||
      isUniqueViolation(error, 'auth_user_email_key')
    )
      return refuse('email-taken')
    if (isUniqueViolation(error, 'configuration_case_field_key')) return refuse('key-taken')
    if (isUniqueViolation(error, 'configuration_tag_name')) return refuse('tag-name-taken')
    throw error
  }
}

async function save<Kind extends ConfigurationKind>(
  context: ConfigurationContext,
  kind: Kind,
  work: (unit: Unit) => Promise<{ readonly id: Ids[Kind] } | Refusal<ErrorCode>>,
): Promise<Saved<Kind>> {
  const done = await actOnConfiguration(context, work)
  if (isRefusal(done)) return done
  const thing = context.configuration.get(kind, done.id)
  if (thing === undefined) throw new Error(`${done.id} was saved and is not known.`)
  return thing
}

/** Locks what is to be changed, when it is still what the caller has seen. */
async function lockSeen<Kind extends ConfigurationKind>(
  unit: Unit,
  kind: Kind,
  id: string,
  version: number,
): Promise<Thing<Kind> | Refusal<'not-found' | 'changed-meanwhile'>> {
  const row = await lockConfigurationRow(unit.transaction, id)
  if (row?.kind !== kind) return refuse('not-found')
  return row.version === version ? toThing(kind, row) : refuse('changed-meanwhile')
}

type NewKind = Exclude<ConfigurationKind, 'centre'>

/**
 * Within an act that does more than this; the configuration's lock must be held. `right` given: whoever calls has decided that this person may
 * (agents make tags where the centre lets them).
 */
export async function createWithin<Kind extends NewKind>(
  context: ConfigurationContext,
  unit: Unit,
  actor: ConfigurationActor,
  kind: Kind,
  body: Bodies[Kind],
  right: 'asked' | 'given' = 'asked',
): Promise<{ readonly id: Ids[Kind] } | Refusal<ErrorCode>> {
  const id = context.newId(prefixes[kind]) as Ids[Kind]
  const refused =
    (right === 'given' ? null : await checkRight(unit, actor, kind, { before: null, after: body })) ??
    (await checkReferences(unit.transaction, kind, null, body))
  if (refused) return refused
  const after = await checkBody(context, unit.transaction, kind, id, null, body)
  if (isRefusal(after)) return after
  await insertConfigurationRow(unit.transaction, kind, id, after, unit.at)
  return (await finish(unit, actor, { act: 'created', kind, id, before: null, after })) ?? { id }
}

/** Within an act that does more than this; the configuration's lock must be held. */
export async function changeWithin<Kind extends ConfigurationKind>(
  context: ConfigurationContext,
  unit: Unit,
  actor: ConfigurationActor,
  kind: Kind,
  id: string,
  version: number,
  body: Bodies[Kind],
): Promise<{ readonly id: Ids[Kind] } | Refusal<ErrorCode>> {
  const thing = await lockSeen(unit, kind, id, version)
  if (isRefusal(thing)) return thing
  if (thing.archivedAt !== null) return refuse('not-found')
  const before = bodyOf(thing)
  const refused =
    (await checkRight(unit, actor, kind, { before, after: body })) ??
    (await checkReferences(unit.transaction, kind, before, body))
  if (refused) return refused
  const after = await checkBody(context, unit.transaction, kind, id, before, body)
  if (isRefusal(after)) return after
  await updateConfigurationRow(unit.transaction, id, version, after, null, unit.at)
  return (
    (await finish(unit, actor, { act: 'changed', kind, id: thing.id, before, after })) ?? { id: thing.id }
  )
}

export async function createConfigured<Kind extends NewKind>(
  context: ConfigurationContext,
  actor: ConfigurationActor,
  kind: Kind,
  body: Bodies[Kind],
): Promise<Saved<Kind>> {
  return await save(context, kind, async (unit) => await createWithin(context, unit, actor, kind, body))
}

/** `version`: the one the change was made on. */
export async function changeConfigured<Kind extends ConfigurationKind>(
  context: ConfigurationContext,
  actor: ConfigurationActor,
  kind: Kind,
  id: string,
  version: number,
  body: Bodies[Kind],
): Promise<Saved<Kind>> {
  return await save(
    context,
    kind,
    async (unit) => await changeWithin(context, unit, actor, kind, id, version, body),
  )
}

/** Takes it out of every list; what names it still can. The centre cannot be archived. */
export async function archiveConfigured<Kind extends NewKind>(
  context: ConfigurationContext,
  actor: ConfigurationActor,
  kind: Kind,
  id: string,
  version: number,
): Promise<Saved<Kind>> {
  return await save(context, kind, async (unit) => {
    const thing = await lockSeen(unit, kind, id, version)
    if (isRefusal(thing)) return thing
    if (thing.archivedAt !== null) return { id: thing.id }
    const before = bodyOf(thing)
    const key = kind === 'case-field' && 'key' in before ? before.key : null
    const refused =
      (await checkRight(unit, actor, kind, { before, after: null })) ??
      (await checkUnused(unit.transaction, id, key))
    if (refused) return refused
    await updateConfigurationRow(unit.transaction, id, version, before, unit.at, unit.at)
    return (
      (await finish(unit, actor, { act: 'archived', kind, id: thing.id, before, after: null })) ?? {
        id: thing.id,
      }
    )
  })
}

/** Brings back what was archived: somebody who returns has the same history. */
export async function restoreConfigured<Kind extends NewKind>(
  context: ConfigurationContext,
  actor: ConfigurationActor,
  kind: Kind,
  id: string,
  version: number,
): Promise<Saved<Kind>> {
  return await save(context, kind, async (unit) => {
    const thing = await lockSeen(unit, kind, id, version)
    if (isRefusal(thing)) return thing
    if (thing.archivedAt === null) return { id: thing.id }
    const after = bodyOf(thing)
    const refused =
      (await checkRight(unit, actor, kind, { before: null, after })) ??
      (await checkReferences(unit.transaction, kind, null, after)) ??
      (await checkRestored(unit.transaction, kind, id, after))
    if (refused) return refused
    await updateConfigurationRow(unit.transaction, id, version, after, null, unit.at)
    return (
      (await finish(unit, actor, { act: 'restored', kind, id: thing.id, before: null, after })) ?? {
        id: thing.id,
      }
    )
  })
}
