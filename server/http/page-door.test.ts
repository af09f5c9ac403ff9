import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttp, type Door } from './create-http.ts'
import { demoDoor, widgetDoor, workspaceDoor } from './page-door.ts'

const script = `console.log(${JSON.stringify('hola '.repeat(500))})\n`

let folder: string
let app: FastifyInstance
let account: string | null = null
const apps: FastifyInstance[] = []

async function open(doors: readonly Door[]): Promise<FastifyInstance> {
  const opened = await createHttp({
    log: pino({ level: 'silent' }),
    trustedProxies: [],
    publicUrl: null,
    language: () => 'es',
    authenticate: async () => await Promise.resolve(null),
    routes: [],
    doors,
  })
  apps.push(opened)
  return opened
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atiende-pages-'))
  const files: Record<string, string> = {
    'web/index.html': '<!doctype html><title>Atiende</title>',
    'web/sw.js': script,
    'web/mark.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'web/assets/main-a1b2c3.js': script,
    'web/.sources': 'a hash',
    'widget/atiende.js': script,
    'widget/demo/index.html':
      '<!doctype html><script src="/widget/v1/atiende.js" data-account="__ACCOUNT__"></script>',
    'widget/demo/shop.css': 'body { color: black }',
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
  // As the build leaves them.
  const hashed = path.join(folder, 'web/assets/main-a1b2c3.js')
  await writeFile(`${hashed}.br`, brotliCompressSync(script))
  await writeFile(`${hashed}.gz`, gzipSync(script))
  app = await open([
    workspaceDoor(path.join(folder, 'web')),
    widgetDoor(path.join(folder, 'widget')),
    demoDoor(async () => await Promise.resolve(account), path.join(folder, 'widget/demo')),
  ])
})
afterAll(async () => {
  for (const one of apps) await one.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the workspace', () => {
  it.each(['/', '/setup', '/sign-in'])(
    'is the page at %s, never from a cache, under a policy without exceptions',
    async (url) => {
      const { statusCode, headers, body } = await app.inject(url)
      expect(statusCode).toBe(200)
      expect(body).toContain('<title>Atiende</title>')
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
    },
  )

  it('keeps what has a hash in its name for ever, and the rest for an hour', async () => {
    expect((await app.inject('/assets/main-a1b2c3.js')).headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringMatching(/javascript/),
      'x-content-type-options': 'nosniff',
    })
    expect((await app.inject('/mark.svg')).headers['cache-control']).toBe('public, max-age=3600')
    // The service worker is asked for each time: a page must never be led by an old one.
    expect((await app.inject('/sw.js')).headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-security-policy': expect.stringContaining("connect-src 'self'"),
    })
  })

  it('goes out compressed as the browser understands it', async () => {
    const ask = async (encoding: string) =>
      await app.inject({ url: '/assets/main-a1b2c3.js', headers: { 'accept-encoding': encoding } })
    const [brotli, gzip, plain] = [await ask('gzip, br'), await ask('gzip'), await ask('identity')]
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(script)
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(script)
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body).toBe(script)
  })

  it('gives out nothing else', async () => {
    for (const url of [
      '/.sources',
      '/index.html',
      '/assets/',
      '/assets/main-a1b2c3.js.br',
      '/../package.json',
      '/%2e%2e/widget/atiende.js',
      '/assets/..%2f..%2fwidget/atiende.js',
      '/nothing',
    ])
      expect((await app.inject(url)).statusCode, url).toBe(404)
  })

  it('that is not built says what to do', async () => {
    const bare = await open([
      workspaceDoor(path.join(folder, 'missing')),
      widgetDoor(path.join(folder, 'missing')),
      demoDoor(async () => await Promise.resolve('acc_shop1'), path.join(folder, 'missing')),
    ])
    for (const url of ['/', '/demo'])
      expect(await bare.inject(url)).toMatchObject({
        statusCode: 503,
        body: expect.stringContaining('npm run build'),
      })
    expect((await bare.inject('/widget/v1/atiende.js')).statusCode).toBe(404)
  })
})

describe('the widget', () => {
  it('can be loaded by any site, for five minutes, and asked for again without loading it', async () => {
    const { headers, statusCode } = await app.inject({
      url: '/widget/v1/atiende.js',
      headers: { origin: 'https://shop.example' },
    })
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
    })
    const again = await app.inject({
      url: '/widget/v1/atiende.js',
      headers: { 'if-none-match': String(headers.etag) },
    })
    expect(again.statusCode).toBe(304)
  })

  it('is not the demo', async () => {
    expect((await app.inject('/widget/v1/demo/index.html')).statusCode).toBe(404)
  })
})

describe('the demo shop', () => {
  it('is there once there is an account for it, and carries its widget', async () => {
    expect((await app.inject('/demo')).statusCode).toBe(404)
    account = 'acc_shop1'
    for (const url of ['/demo', '/demo/'])
      expect((await app.inject(url)).body).toContain('data-account="acc_shop1"')
    expect((await app.inject('/demo/shop.css')).headers['content-type']).toMatch(/^text\/css/)
    expect((await app.inject('/demo/index.html')).statusCode).toBe(404)
  })
})
