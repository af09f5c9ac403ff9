import type { FastifyInstance } from 'fastify'
import { once } from 'node:events'
import { readdir, rm } from 'node:fs/promises'
import { connect, type AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentId } from '#core/id.ts'
import type { KeptFile } from '#channels/channel.ts'
import type { ErrorAnswer } from '#protocol/error.ts'
import { createFileKeeper, type FileKeeper } from '../file/file-keeper.ts'
import { drawing, picture, plain } from '../file/test/sample.ts'
import { makeTemporaryFolder } from '../store/test/temporary-folder.ts'
import { openTestCentre, type TestCentre } from '../test/centre.ts'
import { createHttp } from './create-http.ts'
import { fileRoutes } from './file-route.ts'
import type { SignedIn } from './signed-in.ts'

const limit = 11_000_000

let centre: TestCentre
let folder: string
let files: FileKeeper
let app: FastifyInstance
let base: string
const people = new Map<string, SignedIn>()

beforeAll(async () => {
  centre = await openTestCentre()
  folder = await makeTemporaryFolder()
  files = createFileKeeper({ context: centre.context, folder, maximumBytes: limit })
  for (const name of ['ana', 'bo']) {
    const { agentId, role } = await centre.addAgent({})
    people.set(name, { agentId, role, language: name === 'ana' ? 'es' : 'en', sessionId: name })
  }
  app = await createHttp({
    log: centre.context.log,
    trustedProxies: ['loopback'],
    publicUrl: null,
    language: () => 'es',
    authenticate: async ({ headers }) => {
      const who = people.get(headers.cookie ?? '')
      return who ? { ...who, setCookies: [] } : null
    },
    routes: fileRoutes(centre.context, files),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await app.close()
  await centre.close()
  await rm(folder, { recursive: true, force: true })
})

function form(name: string, bytes: Uint8Array, field = 'file'): FormData {
  const body = new FormData()
  body.append(field, new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name)
  return body
}

async function post(
  body: string | FormData | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
  who = 'ana',
) {
  const answer = await fetch(`${base}/api/v1/files`, {
    method: 'POST',
    body,
    headers: { cookie: who, ...headers },
    // What a stream as a body needs.
    ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Partial<ErrorAnswer> & { file?: KeptFile } }
}

async function upload(name: string, bytes: Uint8Array, who = 'ana'): Promise<KeptFile> {
  const { status, body } = await post(form(name, bytes), {}, who)
  if (!body.file) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return body.file
}

async function get(id: string, headers: Record<string, string> = {}, query = '', who = 'ana') {
  const answer = await fetch(`${base}/api/v1/files/${id}${query}`, { headers: { cookie: who, ...headers } })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const drafts = async (): Promise<string[]> => await readdir(path.join(folder, 'incoming')).catch(() => [])

describe('sending a file', () => {
  it('keeps it and says what it is', async () => {
    const { status, body } = await post(form('reunión año.txt', plain['notas.txt']))
    expect(status).toBe(201)
    expect(body).toEqual({
      file: {
        id: expect.stringMatching(/^fil_/),
        name: 'reunión año.txt',
        mime: 'text/plain',
        sizeBytes: 19,
      },
    })
  })

  it('of ten megabytes', async () => {
    const large = Buffer.alloc(10_000_000, 'atiende ')
    const file = await upload('grande.txt', large)
    expect(file.sizeBytes).toBe(10_000_000)
    expect((await get(file.id)).bytes.equals(large)).toBe(true)
  })

  it.each([
    [
      'a forged one',
      'foto.png',
      plain['factura.pdf'],
      415,
      'file-forged',
      'El contenido del archivo no corresponde a su nombre (foto.png).',
    ],
    [
      'one of an unknown kind',
      'x.exe',
      Buffer.from([1, 2]),
      415,
      'file-refused',
      'Este tipo de archivo no se admite (exe).',
    ],
    [
      'an empty one',
      'x.txt',
      Buffer.alloc(0),
      400,
      'file-empty',
      'El archivo está vacío. Comprobarlo y adjuntarlo de nuevo.',
    ],
  ])('refuses %s in words', async (_, name, bytes, status, code, message) => {
    const answer = await post(form(name, bytes))
    expect(answer).toMatchObject({ status, body: { error: { code, message } } })
  })

  it('refuses one that is too large, whether it says so or not, and the page hears it', async () => {
    const large = Buffer.alloc(limit + 1, 'a')
    const refused = {
      status: 413,
      body: { error: { code: 'too-large', message: 'It is too large: the limit is 11 MB.' } },
    }
    expect(await post(form('a.txt', large), {}, 'bo')).toMatchObject(refused)
    const wrapped = new Response(form('a.txt', Buffer.alloc(limit + 5_000_000, 'a')))
    const type = wrapped.headers.get('content-type') ?? ''
    if (!wrapped.body) throw new Error('There is no body.')
    expect(await post(wrapped.body, { 'content-type': type }, 'bo')).toMatchObject(refused)
    expect(await drafts()).toEqual([])
  })

  it.each([
    ['no form', JSON.stringify({}), 'application/json'],
    [
      'a form without a file',
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
    ],
    [
      'another field',
      '--x\r\ncontent-disposition: form-data; name="other"; filename="a.txt"\r\n\r\nhola\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
    ],
    [
      'a form that ends early',
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhola',
      'multipart/form-data; boundary=x',
    ],
    [
      'a form that ends in its head',
      '--x\r\ncontent-disposition: form-data; na',
      'multipart/form-data; boundary=x',
    ],
    ['a form of nothing', '--x--\r\n', 'multipart/form-data; boundary=x'],
    ['an empty body', '', 'multipart/form-data; boundary=x'],
    ['a form without a boundary', 'hola', 'multipart/form-data'],
    ['a text', 'hola', 'text/plain'],
  ])('refuses %s and keeps nothing', async (_, body, type) => {
    const answer = await post(body, { 'content-type': type })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } })
    expect(await drafts()).toEqual([])
  })

  it('gives a name to one that has none', async () => {
    const body =
      '--x\r\ncontent-disposition: form-data; name="file"\r\ncontent-type: application/octet-stream\r\n\r\nhola\r\n--x--\r\n'
    const answer = await post(body, { 'content-type': 'multipart/form-data; boundary=x' })
    expect(answer.body.file).toMatchObject({ name: 'file.txt', mime: 'text/plain' })
  })

  it('forgets one whose sender goes away in the middle', async () => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.write(
      'POST /api/v1/files HTTP/1.1\r\nhost: x\r\ncookie: ana\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 5000000\r\n\r\n' +
        `--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'a'.repeat(500_000)}`,
    )
    while ((await drafts()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    socket.destroy()
    await once(socket, 'close')
    while ((await drafts()).length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await drafts()).toEqual([])
  })

  it('is not for strangers or other sites', async () => {
    const body = form('a.txt', plain['notas.txt'])
    expect(await post(body, {}, 'nobody')).toMatchObject({
      status: 401,
      body: { error: { code: 'not-signed-in' } },
    })
    expect(await post(body, { origin: 'https://evil.example' })).toMatchObject({ status: 403 })
  })
})

describe('getting a file', () => {
  it('gives it to whoever brought it and to nobody else', async () => {
    const file = await upload('notas.txt', plain['notas.txt'])
    expect((await get(file.id)).bytes).toEqual(plain['notas.txt'])
    expect((await get(file.id, {}, '', 'bo')).status).toBe(404)
    expect((await get(file.id, {}, '', 'nobody')).status).toBe(401)
    expect((await get('fil_nothing')).status).toBe(404)
    expect((await get('..%2F..%2Fetc%2Fpasswd')).status).toBe(404)
  })

  it('shows in place what can carry nothing, and lets the rest be downloaded only', async () => {
    const photo = await get((await upload('foto.png', await picture('png'))).id)
    expect(photo.headers.get('content-type')).toBe('image/png')
    expect(photo.headers.get('content-disposition')).toMatch(/^inline; /)
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    for (const [name, bytes] of [
      ['pagina.txt', page],
      ['logo.svg', Buffer.from(drawing)],
      ['fotos.zip', plain['fotos.zip']],
    ] as const) {
      const { headers } = await get((await upload(name, bytes)).id)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment; /)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
    }
  })

  it('writes any name into its header', async () => {
    const { headers } = await get((await upload('año "1"; x=\'2\'.txt', plain['notas.txt'])).id)
    expect(headers.get('content-disposition')).toMatch(
      /filename\*=UTF-8''a%C3%B1o%20%221%22%3B%20x%3D%272%27\.txt$/,
    )
  })

  it('gives a player the part it asks for', async () => {
    const file = await upload('voz.wav', plain['voz.wav'])
    const part = await get(file.id, { range: 'bytes=8-11' })
    expect(part.status).toBe(206)
    expect(part.bytes.toString()).toBe('WAVE')
    expect(part.headers.get('content-range')).toBe(`bytes 8-11/${file.sizeBytes}`)
    expect(part.headers.get('content-length')).toBe('4')
    expect(part.headers.get('content-type')).toBe('audio/wav')
    expect((await get(file.id, { range: 'bytes=9000-' })).status).toBe(200)
    expect((await get(file.id, { range: 'bytes=0-3', 'if-range': '"other"' })).status).toBe(200)
    const etag = part.headers.get('etag') ?? ''
    expect((await get(file.id, { range: 'bytes=0-3', 'if-range': etag })).status).toBe(206)
  })

  it('lets the browser of that person keep it', async () => {
    const file = await upload('notas.txt', plain['notas.txt'])
    const { headers } = await get(file.id)
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    const etag = headers.get('etag') ?? ''
    const again = await get(file.id, { 'if-none-match': `"x", W/${etag}` })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
    expect((await get(file.id, { 'if-none-match': etag }, '', 'bo')).status).toBe(404)
  })

  it('has a small picture of each picture', async () => {
    const file = await upload('foto.jpg', await picture('jpeg', 1200, 900))
    const small = await get(file.id, {}, '?size=320')
    expect(small.headers.get('content-type')).toBe('image/webp')
    expect(small.bytes.length).toBeLessThan(4_000)
    expect(
      (await get(file.id, { 'if-none-match': small.headers.get('etag') ?? '' }, '?size=320')).status,
    ).toBe(304)
    expect((await get(file.id, {}, '?size=100000')).status).toBe(400)
    expect((await get(file.id, {}, '?size=320', 'bo')).status).toBe(404)
    expect((await get((await upload('voz.wav', plain['voz.wav'])).id, {}, '?size=320')).status).toBe(404)
  })

  it('says that it is gone when its bytes are', async () => {
    const file = await upload('a.txt', Buffer.from('se perderá aquí'))
    const opened = await files.openForAgent(
      { agentId: people.get('ana')?.agentId ?? ('' as AgentId), role: 'agent', queueIds: [] },
      file.id,
    )
    await rm(opened?.path ?? '')
    expect((await get(file.id)).status).toBe(404)
  })
})
