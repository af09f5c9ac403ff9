/** How an administrator lets somebody in: a one-time link, and a way back for who has forgotten a password or lost a second factor. */
import type { AgentId } from '#core/id.ts'
import { may } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import { agentId } from '#protocol/id.ts'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { route, type Route } from '../http/route.ts'
import { ownOrigin } from '../http/serve-route.ts'
import type { SignedIn } from '../http/signed-in.ts'
import { insertAudit } from '../store/audit-row.ts'
import type { Queryable } from '../store/query.ts'
import type { SignIn } from './sign-in.ts'
import { endSessions, removePassword, removeSecondFactor } from './user-row.ts'

const one = z.object({ id: agentId })

export function agentAccessRoutes(context: Context, signIn: SignIn, publicUrl: string | null): Route[] {
  const { configuration, database } = context
  const access = 'administrator'
  const tag = 'agent'

  /** Whoever can let somebody in as a person can become that person. */
  function mayLetIn(who: SignedIn, id: AgentId): Refusal<'not-found' | 'not-allowed' | 'last-owner'> | null {
    const agent = configuration.agent(id)
    if (!agent || agent.archivedAt !== null) return refuse('not-found')
    const allowed = may({ ...who, queueIds: [] }, 'change-agent', { role: agent.role })
    return allowed === true ? null : allowed
  }

  async function noteAct(on: Queryable, who: SignedIn, id: AgentId, act: string): Promise<void> {
    await insertAudit(
      on,
      { actorId: who.agentId, act, subjectKind: 'agent', subjectId: id, before: null, after: null },
      context.now(),
    )
  }

  function removal(
    what: string,
    summary: string,
    act: string,
    remove: (on: Queryable, id: AgentId) => Promise<void>,
  ): Route {
    return route(
      { method: 'DELETE', path: `/api/v1/agents/:id/${what}`, access, tag, summary, params: one },
      async ({ params, who }) => {
        const refused = mayLetIn(who, params.id)
        if (refused) return refused
        await database.transaction(async (transaction) => {
          await remove(transaction, params.id)
          await endSessions(transaction, params.id)
          await noteAct(transaction, who, params.id, act)
        })
        signIn.sessions.forgetAgent(params.id)
        return undefined
      },
    )
  }

  return [
    route(
      {
        method: 'POST',
        path: '/api/v1/agents/:id/sign-in-link',
        access,
        tag,
        summary: 'Makes a link that signs this agent in once.',
        params: one,
        status: 201,
      },
      async ({ params, who, request }) => {
        const refused = mayLetIn(who, params.id)
        if (refused) return refused
        const link = await signIn.createLink(params.id, ownOrigin(request, publicUrl))
        if (isRefusal(link)) return link
        await noteAct(database, who, params.id, 'sign-in-link-made')
        return link
      },
    ),
    removal(
      'password',
      'Takes the password away: the agent signs in by a link and chooses a new one.',
      'password-removed',
      removePassword,
    ),
    removal(
      'second-factor',
      'Takes the second factor away, for who has lost it.',
      'second-factor-removed',
      removeSecondFactor,
    ),
  ]
}
