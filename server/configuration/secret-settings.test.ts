import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamicStatement } from '../store/statement.ts'
import { testChannel, type Answer } from '../test/door.ts'
import { settingsOfAccount } from './channel-account-settings.ts'
import { openSettings } from './secret-settings.ts'
import { pathOf, openStaff, type Staff } from './test/staff.ts'
let staff: Staff
let door: Staff['door']
let people: Staff['people']
let make: Staff['make']

beforeAll(async () => {
  staff = await openStaff()
  ;({ door, people } = staff)
  make = async (...args) => await staff.make(...args)
})
afterAll(async () => await door.close())

describe('a channel account', () => {
  const settings = {
    origins: ['https://shop.example'],
    apiKey: 'k-123456',
    mailbox: { user: 'ana', password: 'hunter22' },
  }

  async function makeAccount(): Promise<Answer['body']> {
    const queue = await make('queue')
    const answer = await door.ask(people.owner, 'POST', '/api/v1/channel-accounts', {
      name: 'Widget',
      channel: 'web-chat',
      queueId: queue.id,
      settings,
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body
  }

  const clear = (id: string) => {
    const account = door.context.configuration.get('channel-account', id)
    return account && settingsOfAccount(door.context, account)
  }

  it('shows its secrets as dots, keeps them encrypted, and the channel gets them in the clear', async () => {
    const account = await makeAccount()
    expect(account.settings).toEqual({
      origins: ['https://shop.example'],
      apiKey: '••••',
      mailbox: { user: 'ana', password: '••••' },
    })
    expect(clear(account.id)).toEqual(settings)
    const everything = dynamicStatement<{ text: string }, [string]>(
      `select (select body::text from configuration where id = $1) || (select string_agg(concat(before::text, after::text), '') from audit) || coalesce((select string_agg(body::text, '') from event), '') as text`,
    )
    const text = (await door.context.database.query(everything, [account.id]))[0]?.text ?? ''
    expect(text).toContain('shop.example')
    expect(text).not.toMatch(/k-123456|hunter22/)
    expect(door.logged.join('')).not.toMatch(/k-123456|hunter22/)
  })

  it('keeps a secret whose dots come back, and takes a new one', async () => {
    const account = await makeAccount()
    const path = pathOf('channel-account', account.id)
    await door.ask(people.owner, 'PATCH', path, {
      settings: { ...account.settings, origins: [], apiKey: 'new-key' },
      version: 1,
    })
    expect(clear(account.id)).toEqual({ origins: [], apiKey: 'new-key', mailbox: settings.mailbox })
    const { body } = await door.ask(people.owner, 'PATCH', path, { settings: { origins: [] }, version: 2 })
    expect(body.settings).toEqual({ origins: [] })
    expect(
      (await door.ask(people.owner, 'PATCH', path, { settings: { apiKey: '••••' }, version: 3 })).body,
    ).toMatchObject({
      error: { code: 'invalid-request', details: { problem: expect.stringContaining('settings.apiKey') } },
    })
  })

  it('refuses settings its channel cannot work with', async () => {
    const account = await makeAccount()
    expect(
      (
        await door.ask(people.owner, 'PATCH', pathOf('channel-account', account.id), {
          settings: { apiKey: 'x' },
          version: 1,
        })
      ).body,
    ).toMatchObject({
      error: { code: 'invalid-request', details: { problem: expect.stringContaining('settings.apiKey') } },
    })
  })

  it('gives no secret to another account that copies what is stored', async () => {
    const [one, other] = [await makeAccount(), await makeAccount()]
    const stolen = door.context.configuration.get('channel-account', one.id)?.settings ?? {}
    expect(openSettings(testChannel, door.context.secretBox, other.id, stolen)).toBeNull()
    const answer = await door.ask(people.owner, 'PATCH', pathOf('channel-account', other.id), {
      settings: stolen,
      version: 1,
    })
    expect(answer.body).toMatchObject({ error: { code: 'invalid-request' } })
  })
})
