/**
 * What browsers load from us: the workspace, the widget for other people's sites, and the demo shop that carries it. All of it built by
 * Vite, with a compressed copy beside each file (`scripts/compress.ts`), which goes to whoever understands it.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static'
import type { FastifyReply } from 'fastify'
import type { Door } from './create-http.ts'
import { pagePolicy } from './security-header.ts'

const built = (folder: string): string => fileURLToPath(new URL(`../../${folder}/dist/`, import.meta.url))

/** The page finds out itself where in it somebody is; these are the addresses it has. */
const pageRoutes = ['/', '/setup', '/sign-in']

const hour = 3_600
const year = 31_536_000

type Folder = {
  readonly root: string
  readonly prefix: string
  readonly leaveOut?: readonly string[]
  readonly headersOf: (file: string) => Readonly<Record<string, string>>
}

/** The files of a folder as they are now, each under its own name and no others. */
function filesOf({ root, prefix, leaveOut = [], headersOf }: Folder): FastifyStaticOptions {
  return {
    root,
    prefix,
    wildcard: false,
    index: false,
    decorateReply: false,
    preCompressed: true,
    globIgnore: ['**/.*', '**/*.br', '**/*.gz', '**/*.html', ...leaveOut],
    // A worker obeys the policy that comes with its script.
    setHeaders: (reply, file) =>
      void reply.headers({
        'content-security-policy': pagePolicy(),
        vary: 'accept-encoding',
        ...headersOf(file),
      }),
  }
}

function sendPage(
  reply: FastifyReply,
  file: string,
  fill: (html: string) => string = (html) => html,
): FastifyReply {
  if (!existsSync(file))
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send('The page is not built yet: npm run build\n')
  return reply
    .headers({ 'content-security-policy': pagePolicy(), 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(fill(readFileSync(file, 'utf8')))
}

/** The workspace at `/`. What has a hash in its name never changes. */
export function workspaceDoor(folder: string = built('web')): Door {
  const isHashed = (file: string): boolean => file.includes(`${path.sep}assets${path.sep}`)
  return async (app) => {
    // A browser keeps the service worker for as long as this name gives it the same one.
    const isWorker = (file: string): boolean => /^sw\.js(\.\w+)?$/.test(path.basename(file))
    const headersOf = (file: string) => ({
      'cache-control': isHashed(file)
        ? `public, max-age=${year}, immutable`
        : isWorker(file)
          ? 'no-cache'
          : `public, max-age=${hour}`,
    })
    if (existsSync(folder))
      await app.register(fastifyStatic, filesOf({ root: folder, prefix: '/', headersOf }))
    for (const route of pageRoutes)
      app.get(route, (_request, reply) => sendPage(reply, path.join(folder, 'index.html')))
  }
}

/** `/widget/v1/atiende.js`: for any site to load; which sites may talk is for the channel account to say. */
export function widgetDoor(folder: string = built('widget')): Door {
  return async (app) => {
    const headersOf = () => ({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
    })
    if (existsSync(folder))
      await app.register(
        fastifyStatic,
        filesOf({ root: folder, prefix: '/widget/v1/', leaveOut: ['demo/**'], headersOf }),
      )
  }
}

/** `/demo`: the shop page with the widget of this account; without an account there is no demo. */
export function demoDoor(
  accountOf: () => Promise<string | null>,
  folder: string = path.join(built('widget'), 'demo'),
): Door {
  return async (app) => {
    const headersOf = () => ({ 'cache-control': 'public, max-age=300' })
    if (existsSync(folder))
      await app.register(fastifyStatic, filesOf({ root: folder, prefix: '/demo/', headersOf }))
    for (const route of ['/demo', '/demo/'])
      app.get(route, async (_request, reply) => {
        const account = await accountOf()
        if (account === null) return reply.callNotFound()
        return sendPage(reply, path.join(folder, 'index.html'), (html) =>
          html.replaceAll('__ACCOUNT__', account),
        )
      })
  }
}
