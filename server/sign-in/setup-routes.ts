import { isRefusal } from '#core/step.ts'
import { setup } from '#protocol/session.ts'
import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import { route, type Route } from '../http/route.ts'
import { askLibrary } from './auth-routes.ts'
import { isSetupNeeded, setUp } from './setup.ts'
import type { SignIn } from './sign-in.ts'

export function setupRoutes(context: ConfigurationContext, signIn: SignIn): Route[] {
  const tag = 'setup'
  const path = '/api/v1/setup'
  return [
    route(
      { method: 'GET', path, access: 'anyone', tag, summary: 'Whether the centre has no owner yet.' },
      async () => ({ needed: await isSetupNeeded(context.database) }),
    ),
    route(
      {
        method: 'POST',
        path,
        access: 'anyone',
        tag,
        summary: 'Makes the first owner with the code from the console, and signs in.',
        body: setup,
        limits: ['code'],
        status: 201,
      },
      async ({ body, request, reply }) => {
        const owner = await setUp(context, body)
        if (isRefusal(owner)) return owner
        await askLibrary(signIn, '/sign-in/email', request, reply, {
          email: body.email,
          password: body.password,
        })
        return { id: owner.id }
      },
    ),
  ]
}
