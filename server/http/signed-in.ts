import type { AgentId } from '#core/id.ts'
import type { Role } from '#core/permission/role.ts'
import type { Language } from '#protocol/text.ts'
import type { IncomingHttpHeaders } from 'node:http'

/** Who is asking, as the session says. The role is the one of now, not the one of the moment of signing in. */
export type SignedIn = {
  readonly agentId: AgentId
  readonly role: Role
  readonly language: Language
  /** Of this device: one agent may be signed in on several. */
  readonly sessionId: string
}

/** What a door has to know of a request to say who sends it; a socket's upgrade request has it too. */
export type Asking = { readonly headers: IncomingHttpHeaders }

/** Says who is asking; null for a stranger. `setCookies` keep the session alive and go out with the answer where there is one. */
export type Authenticate = (
  request: Asking,
) => Promise<(SignedIn & { readonly setCookies: readonly string[] }) | null>
