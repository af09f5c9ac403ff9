/**
 * Who is asking. A session says which agent; role and whether the agent is still here are asked of the configuration at every request, so that
 * a change holds at once. For the doors (HTTP and the live socket) this is one function; the rest is for the routes.
 */
import type { AgentId } from '#core/id.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { SignInLink } from '#protocol/session.ts'
import type { Context } from '../context.ts'
import type { Asking, Authenticate } from '../http/signed-in.ts'
import type { Keyring } from '../key-file.ts'
import { createAuth, linkLifetimeMs, sessionCookie, type Auth } from './auth.ts'
import { readCookie, secureCookies } from './cookie.ts'
import { readPreferences } from './preference-row.ts'
import { createSessionCache, type CachedSession, type SessionCache } from './session-cache.ts'

export interface SignIn {
  readonly authenticate: Authenticate
  readonly auth: Auth['auth']
  readonly sessions: SessionCache
  /** A link that signs this agent in once; `origin` is how the agent reaches this server. */
  createLink(agentId: AgentId, origin: string): Promise<SignInLink | Refusal<'not-found'>>
  close(): Promise<void>
}

export function isHttps({ headers }: Asking, publicUrl: string | null): boolean {
  return publicUrl !== null ? publicUrl.startsWith('https:') : headers['x-forwarded-proto'] === 'https'
}

export function openSignIn(context: Context, keyring: Keyring, publicUrl: string | null): SignIn {
  const { configuration, database, log } = context
  const sessions = createSessionCache(() => context.now())

  function isHere(agentId: string): boolean {
    const agent = configuration.get('agent', agentId)
    return agent !== undefined && agent.archivedAt === null
  }

  const library = createAuth({
    address: database.address,
    log,
    secret: keyring.derive('sign-in').toString('base64url'),
    maySignIn: isHere,
  })
  const { auth } = library

  /** Asks the database; prolongs the session where it is time and where the answer can carry the cookie that says so. */
  async function readSession(
    cookie: string,
    mayProlong: boolean,
  ): Promise<{ readonly session: CachedSession; readonly setCookies: readonly string[] } | null> {
    const { response, headers } = await auth.api.getSession({
      headers: new Headers({ cookie: `${sessionCookie}=${cookie}` }),
      query: { disableRefresh: !mayProlong },
      returnHeaders: true,
    })
    if (response === null) return null
    // The library's users are our agents: same id.
    const agentId = response.user.id as AgentId
    const { language = null } = await readPreferences(database, agentId)
    const { id: sessionId, expiresAt } = response.session
    const session = { agentId, sessionId, language, expiresAt: expiresAt.getTime() }
    sessions.put(cookie, session)
    return { session, setCookies: headers.getSetCookie() }
  }

  const authenticate: Authenticate = async (request) => {
    const cookie = readCookie(request.headers.cookie, sessionCookie)
    if (cookie === null || cookie === '') return null
    const known = sessions.get(cookie)
    const { session, setCookies } = known
      ? { session: known, setCookies: [] }
      : ((await readSession(cookie, request.headers.upgrade === undefined)) ?? {
          session: null,
          setCookies: [],
        })
    const agent = session && configuration.agent(session.agentId)
    if (!session || !agent || agent.archivedAt !== null) return null
    return {
      agentId: session.agentId,
      sessionId: session.sessionId,
      role: agent.role,
      language: session.language ?? agent.language,
      setCookies: secureCookies(setCookies, isHttps(request, publicUrl)),
    }
  }

  return {
    authenticate,
    auth,
    sessions,
    async createLink(agentId, origin) {
      const agent = configuration.agent(agentId)
      if (!agent || agent.archivedAt !== null) return refuse('not-found')
      const expiresAt = context.now() + linkLifetimeMs
      const token = await library.makeLinkToken(agent.email.toLowerCase())
      return { url: `${publicUrl ?? origin}/sign-in/${token}`, expiresAt }
    },
    close: async () => await library.close(),
  }
}
