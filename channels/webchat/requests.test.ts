import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WidgetConfig } from '#protocol/widget.ts'
import type { OpenChannel } from '../channel.ts'
import { MemoryHost } from '../memory-host.ts'
import type { WebChatSettings } from './settings.ts'
import { nameField, sampleSettings, shop } from './test/sample-settings.ts'
import { webChat } from './web-chat.ts'

const base = 'https://atiende.example/hooks/acc_memory'
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
)

let host: MemoryHost
let open: OpenChannel
let user: string

async function reopen(change: Partial<WebChatSettings> = {}): Promise<void> {
  open = await webChat.open(sampleSettings(change), host)
}

beforeEach(async () => {
  host = new MemoryHost()
  user = host.newId('vis')
  await reopen()
})

afterEach(async () => {
  await open.close()
})

async function ask(path: string, init: RequestInit = {}, origin: string | null = shop): Promise<Response> {
  const headers = new Headers(init.headers)
  if (origin !== null) headers.set('origin', origin)
  return open.receive(new Request(`${base}/${path}`, { ...init, headers }), path.split('?')[0] ?? '')
}

async function upload(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  token = host.sign(user),
): Promise<Response> {
  const body = new FormData()
  body.append('file', new File([bytes], name))
  return ask('files', { method: 'POST', body, headers: { authorization: `Bearer ${token}` } })
}

const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code

describe('origins', () => {
  it('of the list are let in by name', async () => {
    const response = await ask('config')
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(shop)
    expect(response.headers.get('vary')).toBe('Origin')
  })

  it.each(['https://otra.example', 'null', 'http://tienda.example', 'https://tienda.example:8443'])(
    '%s is refused',
    async (origin) => {
      for (const [path, method] of [
        ['config', 'GET'],
        ['session', 'POST'],
        ['session', 'OPTIONS'],
        ['files', 'POST'],
      ] as const) {
        const response = await ask(path, { method }, origin)
        expect(response.status).toBe(403)
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
        expect(await codeOf(response)).toBe('foreign-origin')
      }
    },
  )

  it('are needed where something is made', async () => {
    expect((await ask('session', { method: 'POST' }, null)).status).toBe(403)
    expect((await ask('config', {}, null)).status).toBe(200)
  })

  it('do not matter where the account allows any', async () => {
    await open.close()
    await reopen({ allowedOrigins: ['*'] })
    const response = await ask('session', { method: 'POST' }, 'https://otra.example')
    expect(response.headers.get('access-control-allow-origin')).toBe('https://otra.example')
  })

  it('may ask first', async () => {
    const response = await ask('files', { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization')
  })
})

describe('config', () => {
  it('says what the widget shows, and not where answers are kept', async () => {
    await open.close()
    await reopen({ preChat: [nameField] })
    const opensAt = Date.now() + 3_600_000
    host.opening = { open: false, changesAt: opensAt }
    const config = (await (await ask('config')).json()) as WidgetConfig
    expect(config).toMatchObject({
      account: 'acc_memory',
      open: false,
      opensAt,
      title: { es: 'Luz y Barro' },
    })
    expect(config.preChat).toEqual([{ key: 'name', label: nameField.label, type: 'text', required: true }])
  })

  it('may be kept for a minute, but not past the next opening', async () => {
    expect((await ask('config')).headers.get('cache-control')).toBe('public, max-age=60')
    host.clock = () => 1_000_000
    host.opening = { open: true, changesAt: 1_012_000 }
    expect((await ask('config')).headers.get('cache-control')).toBe('public, max-age=12')
  })
})

describe('a session', () => {
  it('is a token that names a new visitor', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => (await ask('session', { method: 'POST' })).json()),
    )
    const { token, user: named } = first as { token: string; user: string }
    expect(host.verify(token)).toBe(named)
    expect((second as { user: string }).user).not.toBe(named)
  })
})

describe('files', () => {
  it('are checked by content, kept, and given back to their visitor only', async () => {
    const response = await upload('foto.png', png)
    expect(response.status).toBe(200)
    const { file } = (await response.json()) as { file: { id: string; mime: string; width: number } }
    expect(file).toMatchObject({ mime: 'image/png', name: 'foto.png', width: 1, height: 1 })

    const down = await ask(`files/${file.id}?token=${host.sign(user)}`, {}, null)
    expect(new Uint8Array(await down.arrayBuffer())).toEqual(png)
    expect(down.headers.get('content-disposition')).toContain('inline')
    expect(down.headers.get('x-content-type-options')).toBe('nosniff')
    expect(down.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")

    const stranger = await ask(`files/${file.id}?token=${host.sign('vis_other')}`)
    expect(stranger.status).toBe(404)
    expect((await ask(`files/${file.id}?token=forged`)).status).toBe(401)
    expect((await ask(`files/..%2f..?token=${host.sign(user)}`)).status).toBe(404)
  })

  it('that can carry a script are only ever downloaded', async () => {
    const svg = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    )
    const { file } = (await (await upload('dibujo.svg', svg)).json()) as { file: { id: string } }
    const down = await ask(`files/${file.id}?token=${host.sign(user)}`)
    expect(down.headers.get('content-disposition')).toMatch(/^attachment/)
  })

  it('keep their name as a name', async () => {
    const { file } = (await (await upload('../../\u202egnp.año "2".png', png)).json()) as {
      file: { id: string; name: string }
    }
    expect(file.name).toBe('gnp.año "2".png')
    const down = await ask(`files/${file.id}?token=${host.sign(user)}`)
    expect(down.headers.get('content-disposition')).toBe(
      `inline; filename="gnp.a_o__2_.png"; filename*=UTF-8''gnp.a%C3%B1o%20%222%22.png`,
    )
  })

  it.each([
    ['a program', 'cosa.exe', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 415, 'file-refused'],
    [
      'a program that says it is an image',
      'foto.png',
      new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]),
      415,
      'file-refused',
    ],
    ['a text that says it is an image', 'foto.png', new TextEncoder().encode('hola'), 415, 'file-forged'],
    ['one that is too large', 'foto.png', new Uint8Array(20_000), 413, 'too-large'],
  ])('that are %s are refused', async (_what, name, bytes, status, code) => {
    await open.close()
    await reopen({
      files: { allowed: true, maximumBytes: 10_000, perMessage: 5, groups: ['image', 'document'] },
    })
    const response = await upload(name, bytes)
    expect(response.status).toBe(status)
    expect(await codeOf(response)).toBe(code)
  })

  it('of a kind that this account does not take are refused', async () => {
    await open.close()
    await reopen({ files: { allowed: true, maximumBytes: 10_000, perMessage: 5, groups: ['document'] } })
    expect(await codeOf(await upload('foto.png', png))).toBe('file-refused')
  })

  it('are not read further than they may be long', async () => {
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const init = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        authorization: `Bearer ${host.sign(user)}`,
      },
    }
    const response = await ask('files', init as RequestInit)
    expect(response.status).toBe(413)
    expect(given).toBeLessThan(11_000_000)
  })

  it('need a session, and a form', async () => {
    expect((await upload('foto.png', png, 'forged')).status).toBe(401)
    const bare = await ask('files', {
      method: 'POST',
      body: 'x',
      headers: { authorization: `Bearer ${host.sign(user)}` },
    })
    expect(await codeOf(bare)).toBe('invalid-request')
  })

  it('may be switched off', async () => {
    await open.close()
    await reopen({ files: { allowed: false, maximumBytes: 10_000, perMessage: 5, groups: ['image'] } })
    expect((await upload('foto.png', png)).status).toBe(415)
  })
})

describe('the transcript', () => {
  it('is whole, however long the conversation was', async () => {
    host.mostShown = 3
    for (let n = 1; n <= 10; n += 1) host.agentSays(user, `line ${n}.`)
    const text = await (await ask(`transcript?token=${host.sign(user)}`)).text()
    expect(text.match(/line \d+\./g)).toHaveLength(10)
  })

  it('is the last conversation, in the visitor’s language and time', async () => {
    host.clock = () => Date.UTC(2026, 10, 20, 9, 5)
    host.agentSays(user, 'de antes')
    host.agentEnds(user)
    host.customer(user).begin('int_second', { position: 1, waitMs: null })
    host.agentJoins(user, 'Lucía')
    host.agentSays(user, 'Hola, ¿qué tal?')
    const response = await ask(
      `transcript?token=${host.sign(user)}&language=es&timeZone=Europe/Madrid`,
      {},
      null,
    )
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''conversaci%C3%B3n.txt")
    expect(await response.text()).toBe(
      [
        'Luz y Barro (Europe/Madrid)',
        '',
        '20/11/26, 10:05  — Lucía se une a la conversación —',
        '20/11/26, 10:05  Lucía: Hola, ¿qué tal?',
        '',
      ].join('\n'),
    )
  })

  it('needs a token and a conversation', async () => {
    expect((await ask('transcript?token=forged')).status).toBe(401)
    expect((await ask(`transcript?token=${host.sign(user)}`)).status).toBe(404)
  })

  it('does not stumble over a time zone that does not exist', async () => {
    host.agentSays(user, 'Hola')
    expect(await (await ask(`transcript?token=${host.sign(user)}&timeZone=Luna/Mar`)).text()).toContain(
      '(UTC)',
    )
  })
})

describe('anything else', () => {
  it('does not exist', async () => {
    expect((await ask('nothing')).status).toBe(404)
    expect((await ask('config', { method: 'POST' })).status).toBe(404)
  })

  it('is told in the language of the request', async () => {
    const response = await ask('nothing', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })
    expect(await response.json()).toEqual({
      error: { code: 'not-found', message: 'It does not exist or is no longer available.' },
    })
  })
})
