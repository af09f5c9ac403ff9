/**
 * The HTTP door on a database of its own, with everything an administrator can reach and nothing that serves customers. People are made
 * by the real acts and come in by one-time links, so that each has a real session.
 */
import type { AgentId } from '#core/id.ts'
import type { Role } from '#core/permission/role.ts'
import { agent } from '#protocol/config/agent.ts'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { z } from 'zod'
import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import { configurationRoutes } from '../configuration/configuration-routes.ts'
import { openConfiguration } from '../configuration/configuration.ts'
import { createConfigured } from '../configuration/save.ts'
import { createSecretBox } from '../configuration/secret-box.ts'
import { newId } from '../context.ts'
import type { Route } from '../http/route.ts'
import { createHttp, type HttpParts } from '../http/create-http.ts'
import { openKeyring } from '../key-file.ts'
import { openSignIn, type SignIn } from '../sign-in/sign-in.ts'
import { signInRoutes } from '../sign-in/sign-in-routes.ts'
import { createTestDatabase } from '../store/test/test-database.ts'
import { hangDoorbell } from '../work/doorbell.ts'
import { mustBe } from './centre.ts'

export type Answer = {
  readonly status: number
  /** Checked by the test that reads it. */
  readonly body: ReturnType<typeof JSON.parse>
  readonly headers: Readonly<Record<string, unknown>>
}

export type Person = { readonly id: AgentId; readonly role: Role; readonly cookie: string }

export type TestDoor = {
  readonly app: FastifyInstance
  readonly context: ConfigurationContext
  readonly signIn: SignIn
  readonly routes: readonly Route[]
  /** Everything that was logged, as lines. */
  readonly logged: readonly string[]
  addAgent(settings?: Partial<z.input<typeof agent>>): Promise<Person>
  /** A new session of somebody who is there. */
  enter(id: AgentId): Promise<string>
  ask(
    who: Person | null,
    method: InjectOptions['method'],
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Moves the clock of the server's own things; the sign-in library has the machine's. */
  advance(ms: number): void
  close(): Promise<void>
}

/** A channel as far as an administrator sees it. */
export const testChannel = {
  kind: 'web-chat' as const,
  settings: z.object({
    origins: z.array(z.string()).default([]),
    apiKey: z.string().min(4).optional().meta({ secret: true }),
    mailbox: z.object({ user: z.string(), password: z.string().meta({ secret: true }) }).optional(),
  }),
}

/** The value of the session's cookie in an answer, as a browser would send it back. */
export function cookieOf(headers: Readonly<Record<string, unknown>>): string {
  const cookies = [headers['set-cookie']].flat().map(String)
  const session = cookies.find((cookie) => cookie.startsWith('atiende.session_token='))
  return session?.split(';')[0] ?? ''
}

let addresses = 0

/** `more`: routes and doors besides those of configuration and sign-in. */
export async function openTestDoor(
  more: (context: ConfigurationContext, signIn: SignIn) => Partial<HttpParts> = () => ({}),
): Promise<TestDoor> {
  const test = await createTestDatabase()
  const { database } = test
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  let offsetMs = 0
  const now = (): number => Date.now() + offsetMs
  const doorbell = await hangDoorbell(database, log)
  const configuration = await openConfiguration({ database, doorbell, log, now })
  const keyring = openKeyring(Buffer.alloc(32, 7))
  const context: ConfigurationContext = {
    database,
    configuration,
    log,
    now,
    newId: (prefix) => newId(prefix, now()),
    doorbell,
    secretBox: createSecretBox(keyring.derive('channel-secrets')),
    channels: [testChannel],
  }
  const signIn = openSignIn(context, keyring, null)
  const extra = more(context, signIn)
  const routes = [
    ...configurationRoutes(context),
    ...signInRoutes({ context, signIn, publicUrl: null }),
    ...(extra.routes ?? []),
  ]
  const app = await createHttp({
    log,
    trustedProxies: [],
    publicUrl: null,
    authenticate: signIn.authenticate,
    language: () => configuration.centre().language,
    ...extra,
    routes,
  })

  const door: TestDoor = {
    app,
    context,
    signIn,
    routes,
    logged,
    async addAgent(settings = {}) {
      const name = settings.name ?? 'Ana Pérez'
      const made = mustBe(
        await createConfigured(
          context,
          null,
          'agent',
          agent.parse({ name, email: `${newId('test')}@example.org`, ...settings }),
        ),
      )
      return { id: made.id, role: made.role, cookie: await door.enter(made.id) }
    },
    async enter(id) {
      const { url } = mustBe(await signIn.createLink(id, 'http://localhost'))
      addresses += 1
      const { headers } = await app.inject({
        url: new URL(url).pathname,
        remoteAddress: `10.9.${Math.floor(addresses / 250)}.${addresses % 250}`,
      })
      return cookieOf(headers)
    },
    async ask(who, method, url, body, headers = {}) {
      const answer = await app.inject({
        method,
        url,
        headers: { ...(who ? { cookie: who.cookie } : {}), ...headers },
        ...(body ? { payload: body } : {}),
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      return {
        status: answer.statusCode,
        body: isJson ? answer.json() : answer.body,
        headers: answer.headers,
      }
    },
    advance(ms) {
      offsetMs += ms
    },
    async close() {
      await app.close()
      await signIn.close()
      configuration.close()
      await doorbell.close()
      await test.drop()
    },
  }
  return door
}
