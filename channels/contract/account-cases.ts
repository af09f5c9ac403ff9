/** What must hold for an account: its settings, and its end. */
import assert from 'node:assert/strict'
import { z } from 'zod'
import { MemoryHost } from '../memory-host.ts'
import { leftRunning } from './left-running.ts'
import { settle, until } from './patience.ts'
import type { ChannelTrial } from './trial.ts'

export async function leavesNothing(trial: ChannelTrial): Promise<void> {
  const left = await leftRunning(async () => {
    const host = new MemoryHost()
    const provider = await trial.begin(host)
    const customer = await provider.customer()
    await customer.say('before-1', 'Hola')
    const user = host.keptMessages()[0]?.user
    assert.ok(user !== undefined)
    await provider.open.send(host.agentSays(user, 'Hola'))

    host.hold()
    const saying = customer.say('during-1', 'Mientras se cierra')
    await until(() => host.inFlight === 1, 'the channel hands the message to its host')
    let inFlightAtEnd: number | null = null
    const closing = provider.open.close().then(() => (inFlightAtEnd = host.inFlight))
    await settle()
    host.release()
    await closing
    assert.equal(inFlightAtEnd, 0, 'close() waits for what is being kept')
    await saying

    assert.equal(provider.connections(), 0, 'no connection is left')
    assert.equal(host.followers(), 0, 'nobody is followed any more')
    const asked = host.asked.length
    const late = await customer.say('after-1', 'Demasiado tarde')
    assert.notEqual(late.as, 'acknowledged', 'nothing is acknowledged after the end')
    assert.equal(host.asked.length, asked, 'nothing is handed in after the end')
    await provider.open.close()
    await provider.end()
  })
  assert.deepEqual(left, [], 'nothing is left running')
}

/** Settings as a record of fields; every channel's are. */
function fieldsOf(schema: z.ZodType): Record<string, z.ZodType> {
  assert.ok(schema instanceof z.ZodObject, 'settings are one object whose fields can be shown as a form')
  return schema.shape
}

export async function explainsSettings(trial: ChannelTrial): Promise<void> {
  const schema = trial.channel.settings
  const fields = fieldsOf(schema)
  assert.ok(schema.safeParse(trial.settings).success, 'the settings of the trial work')
  for (const [name, field] of Object.entries(fields)) {
    for (const part of ['label', 'help'] as const) {
      const text = field.meta()?.[part] as { readonly es?: string; readonly en?: string } | undefined
      assert.ok(text?.es?.trim() && text.en?.trim(), `the setting "${name}" has a ${part} in both languages`)
    }
  }
  assert.ok(trial.wrongSettings.length > 0, 'a trial names settings that cannot work')
  for (const { settings, field } of trial.wrongSettings) {
    const answer = schema.safeParse(settings)
    assert.ok(!answer.success, `settings with a wrong "${field}" are refused`)
    assert.ok(
      answer.error.issues.some((issue) => issue.path[0] === field),
      `the answer points at "${field}"`,
    )
    assert.ok(
      answer.error.issues.every((issue) => issue.message.trim() !== ''),
      'and says something',
    )
    assert.ok(field in fields, `"${field}" is a field of the form`)
  }
}
