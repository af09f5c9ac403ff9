import type { FastifyInstance } from 'fastify'
import { request as send, type ClientRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHttp } from './create-http.ts'
import { hookDoor } from './hook-door.ts'

let app: FastifyInstance
let received: string[]

beforeEach(async () => {
  received = []
  app = await createHttp({
    log: pino({ level: 'silent' }),
    trustedProxies: [],
    publicUrl: null,
    authenticate: async () => await Promise.resolve(null),
    language: () => 'es',
    routes: [],
    doors: [
      hookDoor({
        receive: async (_account, request, path) => {
          received.push(`${path} ${(await request.arrayBuffer()).byteLength}`)
          return new Response('ok')
        },
      }),
    ],
  })
})
afterEach(async () => {
  await app.close()
})

it('counts before it reads what was sent', async () => {
  for (let n = 0; n < 600; n += 1) await app.inject({ method: 'GET', url: '/hooks/acc_1/config' })
  const answer = await app.inject({
    method: 'POST',
    url: '/hooks/acc_1/files',
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.alloc(27 * 1024 * 1024),
  })
  expect(answer.statusCode).toBe(429)
})

it('holds only a few large bodies of one address at once', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const statuses: number[] = []
  const post = (bytes: number): ClientRequest => {
    const request = send({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/hooks/acc_1/files',
      headers: { 'content-type': 'application/octet-stream', 'content-length': bytes },
    })
    request.on('response', (response) => {
      statuses.push(response.statusCode ?? 0)
      response.resume()
    })
    request.on('error', () => undefined)
    request.write('x')
    return request
  }
  const slow = Array.from({ length: 4 }, () => post(20_000_000))
  while ((await new Promise<number>((resolve) => app.server.getConnections((_, n) => resolve(n)))) < 4)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const fifth = post(20_000_000)
  while (statuses.length < 1) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(statuses).toEqual([429])
  post(2).end('y')
  while (statuses.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(statuses).toEqual([429, 200])
  expect(received).toEqual(['files 2'])
  for (const request of [...slow, fifth]) request.destroy()
})

it.each([
  ['a method that is none of ours', 'TRACE', 'localhost'],
  ['a host that is none', 'GET', '%%%'],
])('has an answer for %s', async (_what, method, host) => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const status = await new Promise<number>((resolve, reject) => {
    send({ port, host: '127.0.0.1', method, path: '/hooks/acc_1/config', headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
  expect(status).toBeLessThan(500)
})
