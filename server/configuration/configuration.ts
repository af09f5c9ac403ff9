/**
 * What administrators have set up, in memory: asked for many times a second, changed a few times a day. It is read at start, and again
 * when the doorbell `configuration` rings here or on another server; only what has another version than we know is fetched.
 *
 * Archived things stay known by their id, because old conversations still name them; lists leave them out. Between two awaits nothing
 * changes under a reader.
 */
import type { AgentId, CaseFieldId, ChannelAccountId, HoursId, QueueId, ReasonId, SkillId } from '#core/id.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { Context } from '../context.ts'
import {
  ensureCentre,
  readConfigurationRows,
  readConfigurationVersions,
  toThing,
} from './configuration-row.ts'
import { nameOf, type Named, type Thing } from './kinds.ts'

export type ConfigurationChange = { readonly kind: ConfigurationKind; readonly id: string }

export interface Configuration {
  /** One by its id, archived or not. */
  get<Kind extends ConfigurationKind>(kind: Kind, id: string): Thing<Kind> | undefined
  /** Those that are not archived, by name or order. */
  list<Kind extends ConfigurationKind>(kind: Kind): readonly Thing<Kind>[]
  /** All, archived ones too. */
  all<Kind extends ConfigurationKind>(kind: Kind): readonly Thing<Kind>[]

  agent(id: AgentId): Thing<'agent'> | undefined
  agents(): readonly Thing<'agent'>[]
  queue(id: QueueId): Thing<'queue'> | undefined
  queues(): readonly Thing<'queue'>[]
  skill(id: SkillId): Thing<'skill'> | undefined
  skills(): readonly Thing<'skill'>[]
  reason(id: ReasonId): Thing<'reason'> | undefined
  reasons(): readonly Thing<'reason'>[]
  dispositionTree(id: string): Thing<'disposition-tree'> | undefined
  dispositionTrees(): readonly Thing<'disposition-tree'>[]
  caseField(id: CaseFieldId): Thing<'case-field'> | undefined
  caseFields(): readonly Thing<'case-field'>[]
  hours(id: HoursId): Thing<'hours'> | undefined
  hoursList(): readonly Thing<'hours'>[]
  channelAccount(id: ChannelAccountId): Thing<'channel-account'> | undefined
  channelAccounts(): readonly Thing<'channel-account'>[]
  centre(): Thing<'centre'>

  /** Looks whether anything has changed; resolves when it is known here. */
  refresh(): Promise<void>
  /** Told after something has become known here, in the order of its becoming known. Returns how to stop. */
  onChange(listener: (changes: readonly ConfigurationChange[]) => void): () => void
  close(): void
}

type Parts = Pick<Context, 'database' | 'log' | 'now'> & {
  readonly doorbell: Pick<Context['doorbell'], 'on'>
}

type Stores = { readonly [K in ConfigurationKind]: Map<string, Thing<K>> }
type Listed<Kind extends ConfigurationKind> = {
  readonly all: readonly Thing<Kind>[]
  readonly current: readonly Thing<Kind>[]
}
type Lists = { [K in ConfigurationKind]?: Listed<K> }

const lookAgainMs = 1_000

type Sorted = Named & { readonly id: string; readonly order?: number }

function byOrderAndName(a: Sorted, b: Sorted): number {
  const order = (a.order ?? 0) - (b.order ?? 0)
  return order || nameOf(a).localeCompare(nameOf(b), 'es') || (a.id < b.id ? -1 : 1)
}

/** Reads everything; makes the centre when there is none yet. */
export async function openConfiguration({ database, doorbell, log, now }: Parts): Promise<Configuration> {
  const stores: Stores = {
    queue: new Map(),
    skill: new Map(),
    reason: new Map(),
    'disposition-tree': new Map(),
    'case-field': new Map(),
    hours: new Map(),
    'channel-account': new Map(),
    agent: new Map(),
    team: new Map(),
    tag: new Map(),
    'response-folder': new Map(),
    response: new Map(),
    centre: new Map(),
  }
  const versions = new Map<string, number>()
  let lists: Lists = {}
  const listeners = new Set<(changes: readonly ConfigurationChange[]) => void>()
  const closing = new AbortController()
  let reading: Promise<void> | null = null
  let isStale = false

  function learn<Kind extends ConfigurationKind>(kind: Kind, thing: Thing<Kind>): void {
    const store: Map<string, Thing<Kind>> = stores[kind]
    store.set(thing.id, thing)
    versions.set(thing.id, thing.version)
  }

  async function readChanges(): Promise<void> {
    const stored = await readConfigurationVersions(database)
    const ids = [...stored].filter(([id, version]) => versions.get(id) !== version).map(([id]) => id)
    const rows = await readConfigurationRows(database, ids)
    if (rows.length === 0) return
    for (const row of rows) {
      try {
        learn(row.kind, toThing(row.kind, row))
      } catch (error) {
        // A newer server may have written it: what we know of it stays, and everything else goes on.
        log.error({ err: error }, 'A stored configuration cannot be read.')
        versions.set(row.id, row.version)
      }
    }
    lists = {}
    const changes = rows.map(({ id, kind }) => ({ id, kind }))
    for (const listener of listeners) listener(changes)
  }

  /** Who asks while we read may have written what that reading does not see: it is read once more, for all of them. */
  async function refresh(): Promise<void> {
    isStale = true
    reading ??= (async () => {
      try {
        while (isStale) {
          isStale = false
          await readChanges()
        }
      } finally {
        reading = null
      }
    })()
    await reading
  }

  async function refreshUntilKnown(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        return await refresh()
      } catch (error) {
        log.error({ err: error }, 'The configuration could not be read again.')
        await new Promise((resolve) => setTimeout(resolve, lookAgainMs).unref())
      }
    }
  }

  function listed<Kind extends ConfigurationKind>(kind: Kind): Listed<Kind> {
    const made: Listed<Kind> | undefined = lists[kind]
    if (made !== undefined) return made
    const store: ReadonlyMap<string, Thing<Kind>> = stores[kind]
    const all = [...store.values()].toSorted(byOrderAndName)
    const fresh: Listed<Kind> = { all, current: all.filter((thing) => thing.archivedAt === null) }
    const into: { [K in Kind]?: Listed<K> } = lists
    into[kind] = fresh
    return fresh
  }

  const get = <Kind extends ConfigurationKind>(kind: Kind, id: string): Thing<Kind> | undefined =>
    stores[kind].get(id)
  const list = <Kind extends ConfigurationKind>(kind: Kind): readonly Thing<Kind>[] => listed(kind).current

  await ensureCentre(database, now())
  await refresh()
  const stopHearing = doorbell.on('configuration', () => void refreshUntilKnown())

  return {
    get,
    list,
    all: <Kind extends ConfigurationKind>(kind: Kind) => listed(kind).all,
    agent: (id) => get('agent', id),
    agents: () => list('agent'),
    queue: (id) => get('queue', id),
    queues: () => list('queue'),
    skill: (id) => get('skill', id),
    skills: () => list('skill'),
    reason: (id) => get('reason', id),
    reasons: () => list('reason'),
    dispositionTree: (id) => get('disposition-tree', id),
    dispositionTrees: () => list('disposition-tree'),
    caseField: (id) => get('case-field', id),
    caseFields: () => list('case-field'),
    hours: (id) => get('hours', id),
    hoursList: () => list('hours'),
    channelAccount: (id) => get('channel-account', id),
    channelAccounts: () => list('channel-account'),
    centre() {
      const thing = get('centre', 'centre')
      if (thing === undefined) throw new Error('There is no centre in the configuration.')
      return thing
    },
    refresh,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closing.abort()
      stopHearing()
    },
  }
}
