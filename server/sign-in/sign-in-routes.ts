import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import type { Route } from '../http/route.ts'
import type { SignedIn } from '../http/signed-in.ts'
import { agentAccessRoutes } from './agent-access-routes.ts'
import { authRoutes } from './auth-routes.ts'
import { linkRoute } from './link-route.ts'
import { meRoutes } from './me-routes.ts'
import { setupRoutes } from './setup-routes.ts'
import type { SignIn } from './sign-in.ts'

export type SignInParts = {
  readonly context: ConfigurationContext
  readonly signIn: SignIn
  readonly publicUrl: string | null
  /** After somebody has signed out by themselves, on this device. */
  readonly onSignedOut?: (who: SignedIn) => Promise<unknown>
}

/** Every route about who somebody is. */
export function signInRoutes(parts: SignInParts): Route[] {
  const { context, signIn, publicUrl } = parts
  return [
    ...authRoutes(parts),
    ...setupRoutes(context, signIn),
    linkRoute(signIn),
    ...agentAccessRoutes(context, signIn, publicUrl),
    ...meRoutes(context, signIn),
  ]
}
