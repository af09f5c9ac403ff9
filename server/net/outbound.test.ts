import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutbound } from './outbound.ts'

const servers: Server[] = []

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
})

const local = { address: '127.0.0.1', family: 4 }
const away = { address: '203.0.113.9', family: 4 }
const ask = async (url: string, options: Partial<Parameters<typeof createOutbound>[0]> = {}) =>
  await createOutbound({ allow: [], ...options }).ask({ method: 'GET', url })

describe('asking others', () => {
  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.5/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:127.0.0.1]/',
    'http://192.168.1.1/',
  ])('is refused at %s', async (url) => {
    expect(await ask(url)).toEqual({ failed: 'refused-address' })
  })

  it('is refused by a name that leads inside', async () => {
    const resolve = async () => await Promise.resolve([local])
    expect(await ask('https://inside.example/', { resolve })).toEqual({ failed: 'refused-address' })
  })

  it('goes without encryption only where the operator allows it', async () => {
    expect(await ask('http://1.1.1.1/')).toEqual({ failed: 'not-https' })
    const resolve = async () => await Promise.resolve([{ address: '1.1.1.1', family: 4 }])
    expect(await ask('http://open.example/', { resolve })).toEqual({ failed: 'not-https' })
  })

  it.each(['ftp://example.org/', 'file:///etc/passwd', 'https://me:secret@example.org/', 'nonsense'])(
    'does not understand %s',
    async (url) => expect(await ask(url)).toEqual({ failed: 'bad-address' }),
  )

  it('connects to the very address that was checked, and never looks the name up again', async () => {
    const port = await serve((request, response) => response.end(`at ${request.headers.host}`))
    const answers = [[away, local], [away]]
    const seen: string[] = []
    const resolve = async (name: string) => {
      seen.push(name)
      return await Promise.resolve(answers.shift() ?? [])
    }
    const answer = await ask(`http://name.example:${port}/`, { allow: ['127.0.0.0/8'], resolve })
    expect('body' in answer ? answer.body.toString() : answer).toBe(`at name.example:${port}`)
    expect(seen).toEqual(['name.example'])
  })

  it('follows no redirect', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end())
    const answer = await ask(`http://127.0.0.1:${port}/`, { allow: ['127.0.0.1'] })
    expect(answer).toMatchObject({ status: 302, headers: { location: 'http://10.0.0.1/' } })
  })

  it('sends a body with its headers, and hands back what came', async () => {
    const port = await serve((request, response) => {
      request.on('data', (part: Buffer) =>
        response.writeHead(201).end([request.method, request.headers['x-mark'], part].join(' ')),
      )
    })
    const answer = await createOutbound({ allow: ['127.0.0.1'] }).ask({
      method: 'POST',
      url: `http://127.0.0.1:${port}/`,
      headers: { 'x-mark': 'one' },
      body: Buffer.from('hello'),
    })
    expect(answer).toMatchObject({ status: 201, body: Buffer.from('POST one hello') })
  })

  it('waits no longer and takes no more than it was told', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/large') response.end('x'.repeat(2_000))
    })
    const outbound = createOutbound({ allow: ['127.0.0.1'] })
    const url = `http://127.0.0.1:${port}`
    expect(await outbound.ask({ method: 'GET', url, timeoutMs: 50 })).toEqual({ failed: 'too-slow' })
    expect(await outbound.ask({ method: 'GET', url: `${url}/large`, maximumBytes: 1_000 })).toEqual({
      failed: 'too-large',
    })
  })

  it('does not wait for a name that is never found', async () => {
    const resolve = async () => await new Promise<never>(() => undefined)
    const outbound = createOutbound({ allow: [], resolve })
    expect(await outbound.ask({ method: 'GET', url: 'https://slow.example/', timeoutMs: 20 })).toEqual({
      failed: 'too-slow',
    })
  })

  it('says so when nobody answers', async () => {
    const resolve = async () => await Promise.reject(new Error('ENOTFOUND'))
    expect(await ask('https://nowhere.example/', { resolve })).toEqual({ failed: 'unreachable' })
  })
})
