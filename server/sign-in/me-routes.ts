/** What a signed-in person asks about themselves. */
import { refuse } from '#core/step.ts'
import { changePassword } from '#protocol/session.ts'
import { preferences, type Preferences } from '#protocol/workspace.ts'
import type { AgentId } from '#core/id.ts'
import { verifyPassword, hashPassword } from 'better-auth/crypto'
import type { Context } from '../context.ts'
import { route, type Route } from '../http/route.ts'
import type { SignedIn } from '../http/signed-in.ts'
import { presentWorkspace } from '../present/workspace.ts'
import { insertAudit } from '../store/audit-row.ts'
import { sessionCookie } from './auth.ts'
import { readCookie } from './cookie.ts'
import { readPreferences } from './preference-row.ts'
import { saveOwnPreferences } from './save-own-preferences.ts'
import type { SignIn } from './sign-in.ts'
import { endOtherSessions, putPasswordHash, readPasswordHash, readUser } from './user-row.ts'

export function meRoutes(context: Context, signIn: Pick<SignIn, 'sessions'>): Route[] {
  const { configuration, database } = context
  const tag = 'me'
  const access = 'signed-in'

  const preferencesOf = async ({ agentId, language }: SignedIn): Promise<Preferences> => ({
    language,
    ...(await readPreferences(database, agentId)),
  })

  async function setPassword(
    agentId: AgentId,
    cookie: string,
    current: string | null,
    next: string,
  ): Promise<object> {
    const old = await readPasswordHash(database, agentId)
    if (old !== null && !(await verifyPassword({ hash: old, password: current ?? '' })))
      return refuse('sign-in-failed')
    const hash = await hashPassword(next)
    await database.transaction(async (transaction) => {
      await putPasswordHash(transaction, context.newId('aut'), agentId, hash)
      // Whoever knew the old one is out; the cookie begins with the session's token.
      await endOtherSessions(transaction, agentId, decodeURIComponent(cookie).split('.')[0] ?? '')
      await insertAudit(
        transaction,
        {
          actorId: agentId,
          act: 'password-changed',
          subjectKind: 'agent',
          subjectId: agentId,
          before: null,
          after: null,
        },
        context.now(),
      )
    })
    signIn.sessions.forgetAgent(agentId)
    return { ok: true }
  }

  return [
    route({ method: 'GET', path: '/api/v1/me', access, tag, summary: 'Who you are.' }, async ({ who }) => {
      const agent = configuration.agent(who.agentId)
      const user = await readUser(database, who.agentId)
      return {
        id: who.agentId,
        name: agent?.name ?? '',
        email: agent?.email ?? '',
        role: who.role,
        preferences: await preferencesOf(who),
        hasPassword: user?.hasPassword ?? false,
        hasSecondFactor: user?.hasSecondFactor ?? false,
      }
    }),
    route(
      {
        method: 'PATCH',
        path: '/api/v1/me/preferences',
        access,
        tag,
        summary: 'Changes what is sent of your own choices.',
        body: preferences,
      },
      async ({ who, body }) => {
        const saved = await saveOwnPreferences(context, who, body)
        signIn.sessions.forgetAgent(who.agentId)
        return saved
      },
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/me/password',
        access,
        tag,
        summary:
          'Changes your password; the current one is needed where there is one. Ends your other sessions.',
        body: changePassword,
        limits: ['sign-in-address'],
      },
      async ({ who, body, request }) =>
        await setPassword(
          who.agentId,
          readCookie(request.headers.cookie, sessionCookie) ?? '',
          body.currentPassword,
          body.newPassword,
        ),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/workspace',
        access,
        tag,
        summary: 'What your page needs once, besides the live snapshot.',
      },
      async ({ who }) => presentWorkspace(context, who.agentId, await preferencesOf(who)),
    ),
  ]
}
