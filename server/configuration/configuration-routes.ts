/** The API of everything that is set up: the same routes for every kind, made from one table, and the audit log. */
import type { AgentId } from '#core/id.ts'
import { leastRole } from '#core/permission/centre-act.ts'
import type { Role } from '#core/permission/role.ts'
import { isRefusal, refuse } from '#core/step.ts'
import {
  configurationKinds,
  configurationRoutes as plurals,
  type ConfigurationKind,
} from '#protocol/config/kind.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorOf } from '../http/actor-of.ts'
import { parseShape } from '../http/error-answer.ts'
import { route, type Route } from '../http/route.ts'
import type { SignedIn } from '../http/signed-in.ts'
import { readAuditPage } from '../store/audit-row.ts'
import type { ConfigurationContext } from './configuration-context.ts'
import { shapes, type Bodies, type Thing } from './kinds.ts'
import {
  archiveConfigured,
  changeConfigured,
  createConfigured,
  restoreConfigured,
  type Saved,
} from './save.ts'
import { bodyOf, shownBody } from './shown.ts'

type ListedKind = Exclude<ConfigurationKind, 'centre'>

/** Who may read a kind. What agents need of it they get with their workspace. */
const readers: Readonly<Record<ConfigurationKind, Role>> = {
  queue: 'supervisor',
  skill: 'supervisor',
  reason: 'supervisor',
  'disposition-tree': 'supervisor',
  'case-field': 'supervisor',
  hours: 'supervisor',
  agent: 'supervisor',
  team: 'supervisor',
  tag: 'supervisor',
  'response-folder': 'supervisor',
  response: 'supervisor',
  'channel-account': 'administrator',
  centre: 'supervisor',
}

/** Who may change a kind; what else must hold (whose role it is) the act decides. */
const writers: Readonly<Record<ConfigurationKind, Role>> = {
  queue: leastRole['change-queue'],
  skill: leastRole['change-skill'],
  reason: leastRole['change-reason'],
  'disposition-tree': leastRole['change-disposition'],
  'case-field': leastRole['change-case-field'],
  hours: leastRole['change-hours'],
  'channel-account': leastRole['change-channel-account'],
  centre: leastRole['change-centre'],
  agent: 'administrator',
  team: leastRole['change-team'],
  tag: leastRole['change-tag'],
  'response-folder': leastRole['change-response'],
  response: leastRole['change-response'],
}

const one = z.object({ id: z.string().max(64) })
const listQuery = z.object({
  archived: z.stringbool().default(false).meta({ description: 'Archived ones too.' }),
})
const seen = {
  version: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'The version the change was made on; or the header If-Match.' }),
}
const given = { id: z.string().optional(), archivedAt: z.int().nullable().optional() }
const versionQuery = z.object({ version: z.coerce.number().int().positive().optional() })
const auditQuery = z.object({
  before: z.coerce.number().int().positive().optional().meta({ description: 'Entries older than this one.' }),
  subjectId: z.string().max(64).optional(),
  subjectKind: z.string().max(64).optional(),
  actorId: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What a thing looks like when it is given out. */
function answerShape(kind: ConfigurationKind): z.ZodObject {
  const kept: z.ZodObject = shapes[kind]
  return kept.extend({ id: z.string(), version: z.int(), archivedAt: z.int().nullable() })
}

function shown<Kind extends ConfigurationKind>(saved: Saved<Kind>): object {
  return isRefusal(saved) ? saved : shownBody(saved)
}

function seenVersion(request: FastifyRequest, version: number | undefined): number | null {
  if (version !== undefined) return version
  const match = /^"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '')
  return match?.[1] ? Number(match[1]) : null
}

const versionMissing = refuse('invalid-request', { problem: 'version' })

export function configurationRoutes(context: ConfigurationContext): Route[] {
  const { configuration } = context

  function changeRoutes<Kind extends ConfigurationKind>(
    kind: Kind,
    path: string,
    idOf: (params: unknown) => string,
  ): Route[] {
    const shape: z.ZodObject = shapes[kind]
    const params = kind === 'centre' ? {} : { params: one }
    const answer = answerShape(kind)
    const readOne = (id: string): object => {
      const thing = configuration.get(kind, id)
      return thing ? shownBody(thing) : refuse('not-found')
    }
    async function change(
      call: { readonly who: SignedIn; readonly request: FastifyRequest; readonly params: unknown },
      version: number | undefined,
      body: object,
    ): Promise<object> {
      const on = seenVersion(call.request, version)
      // The route has parsed it by this kind's shape.
      return on === null
        ? versionMissing
        : shown(
            await changeConfigured(
              context,
              actorOf(context, call.who),
              kind,
              idOf(call.params),
              on,
              body as Bodies[Kind],
            ),
          )
    }
    return [
      route(
        { method: 'GET', path, access: readers[kind], tag: kind, summary: 'Reads one.', ...params, answer },
        (call) => readOne(idOf(call.params)),
      ),
      route(
        {
          method: 'PUT',
          path,
          access: writers[kind],
          tag: kind,
          summary: 'Replaces it.',
          ...params,
          body: shape.extend({ ...seen, ...given }).strict(),
          answer,
        },
        async (call) => {
          const { version, id: _id, archivedAt: _at, ...body } = call.body
          return await change(call, version as number | undefined, body)
        },
      ),
      route(
        {
          method: 'PATCH',
          path,
          access: writers[kind],
          tag: kind,
          summary: 'Changes the fields that are sent.',
          ...params,
          body: z.record(z.string(), z.unknown()),
          answer,
        },
        async (call) => {
          const current = configuration.get(kind, idOf(call.params))
          if (current === undefined) return refuse('not-found')
          const { version, id: _id, archivedAt: _at, ...fields } = call.body
          const merged = parseShape(
            shape.extend(seen).strict(),
            { ...bodyOf<Kind>(current), ...fields, version },
            call.language,
          )
          if ('refused' in merged) return merged
          const { version: on, ...body } = merged.parsed
          return await change(call, on as number | undefined, body)
        },
      ),
    ]
  }

  function listRoutes<Kind extends ListedKind>(kind: Kind): Route[] {
    const path = `/api/v1/${plurals[kind]}`
    const shape: z.ZodObject = shapes[kind]
    const answer = answerShape(kind)
    const list = (archived: boolean): readonly Thing<Kind>[] =>
      archived ? configuration.all(kind) : configuration.list(kind)
    return [
      route(
        {
          method: 'GET',
          path,
          access: readers[kind],
          tag: kind,
          summary: 'Lists them.',
          query: listQuery,
          answer: z.object({ items: z.array(answer) }),
        },
        ({ query }) => ({
          items: list(query.archived).map((thing) => shownBody(thing)),
        }),
      ),
      route(
        {
          method: 'POST',
          path,
          access: writers[kind],
          tag: kind,
          summary: 'Makes a new one.',
          body: shape.strict(),
          answer,
          status: 201,
        },
        async ({ who, body }) =>
          shown(await createConfigured(context, actorOf(context, who), kind, body as Bodies[Kind])),
      ),
      ...changeRoutes(kind, `${path}/:id`, (params) => (params as z.infer<typeof one>).id),
      route(
        {
          method: 'DELETE',
          path: `${path}/:id`,
          access: writers[kind],
          tag: kind,
          summary: 'Archives it: lists leave it out, old conversations still name it.',
          params: one,
          query: versionQuery,
          answer,
        },
        async ({ who, params, query, request }) => {
          const on = seenVersion(request, query.version)
          return on === null
            ? versionMissing
            : shown(await archiveConfigured(context, actorOf(context, who), kind, params.id, on))
        },
      ),
      route(
        {
          method: 'POST',
          path: `${path}/:id/restore`,
          access: writers[kind],
          tag: kind,
          summary: 'Brings back what was archived.',
          params: one,
          body: z.object(seen),
          answer,
        },
        async ({ who, params, body, request }) => {
          const on = seenVersion(request, body.version)
          return on === null
            ? versionMissing
            : shown(await restoreConfigured(context, actorOf(context, who), kind, params.id, on))
        },
      ),
    ]
  }

  return [
    ...configurationKinds.flatMap((kind) =>
      kind === 'centre' ? changeRoutes(kind, `/api/v1/${plurals.centre}`, () => 'centre') : listRoutes(kind),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/audit',
        access: 'administrator',
        tag: 'audit',
        summary: 'Who changed what, newest first.',
        query: auditQuery,
      },
      async ({ query }) => {
        const { before = null, subjectId = null, subjectKind = null, actorId = null, limit } = query
        const entries = await readAuditPage(context.database, {
          before,
          subjectId,
          subjectKind,
          actorId,
          limit,
        })
        const nameOf = (id: AgentId | null): string | null =>
          id === null ? null : (configuration.agent(id)?.name ?? null)
        return {
          items: entries.map((entry) => ({ ...entry, actorName: nameOf(entry.actorId) })),
          before: entries.length === limit ? (entries.at(-1)?.id ?? null) : null,
        }
      },
    ),
  ]
}
