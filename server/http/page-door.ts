/** What browsers load from us: the workspace, the widget for other people's sites, and the demo shop that carries it. All of it built by Vite. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import type { Door } from './create-http.ts'
import { pagePolicy } from './security-header.ts'

const built = (folder: string): string => fileURLToPath(new URL(`../../${folder}/dist/`, import.meta.url))

/** Our own page routes; everything else that is not a file is not found. */
const pageRoutes = ['/', '/setup', '/sign-in', '/interactions/*', '/team', '/search', '/settings']

function sendPage(reply: FastifyReply, file: string): FastifyReply {
  if (!existsSync(file))
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send('The page is not built yet: npm run build\n')
  return reply
    .headers({ 'content-security-policy': pagePolicy(), 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(readFileSync(file))
}

/** The workspace at `/`. What has a hash in its name never changes. */
export function workspaceDoor(folder: string = built('web')): Door {
  return async (app) => {
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/',
      wildcard: false,
      index: false,
      globIgnore: ['**/.*', 'index.html'],
      setHeaders: (reply, file) => {
        reply.header(
          'cache-control',
          file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
    for (const route of pageRoutes)
      app.get(route, (_request, reply) => sendPage(reply, path.join(folder, 'index.html')))
  }
}

/** `/widget/v1/atiende.js`: for any site to load; which sites may talk is for the channel account to say. */
export function widgetDoor(folder: string = built('widget')): Door {
  return async (app) => {
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/widget/v1/',
      wildcard: false,
      index: false,
      decorateReply: false,
      globIgnore: ['**/.*', 'demo/**'],
      setHeaders: (reply) => {
        reply.header('access-control-allow-origin', '*')
        reply.header('cross-origin-resource-policy', 'cross-origin')
        reply.header('cache-control', 'public, max-age=300')
      },
    })
  }
}

/** `/demo`: the shop page with the widget of this account; without an account there is no demo. */
export function demoDoor(
  accountOf: () => string | null,
  folder: string = path.join(built('widget'), 'demo'),
): Door {
  return async (app) => {
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/demo/',
      wildcard: false,
      index: false,
      decorateReply: false,
      globIgnore: ['**/.*', '**/*.html'],
    })
    app.get('/demo', (_request, reply) => {
      const account = accountOf()
      const file = path.join(folder, 'index.html')
      if (!account || !existsSync(file)) return reply.callNotFound()
      return reply
        .headers({ 'content-security-policy': pagePolicy(), 'cache-control': 'no-cache' })
        .type('text/html; charset=utf-8')
        .send(readFileSync(file, 'utf8').replaceAll('__ACCOUNT__', account))
    })
  }
}
