/** What must hold when an agent says something. */
import assert from 'node:assert/strict'
import type { Delivery, KeptFile, OutboundAct } from '../channel.ts'
import type { MemoryHost } from '../memory-host.ts'
import { acknowledged, onOpen } from './inbound-cases.ts'
import { settle, until } from './patience.ts'
import type { ChannelTrial, Failure, TrialCustomer, TrialProvider } from './trial.ts'

/** A customer who has said something, under the name the host knows. */
async function acquaintance(
  host: MemoryHost,
  provider: TrialProvider,
): Promise<{ customer: TrialCustomer; user: string }> {
  const customer = await provider.customer()
  assert.deepEqual(await customer.say('first-1', 'Hola'), acknowledged)
  const user = host.keptMessages()[0]?.user
  assert.ok(user !== undefined)
  return { customer, user }
}

export async function refusesUndeclared(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const { customer, user } = await acquaintance(host, provider)
    const act = {
      type: 'act-of-a-later-version',
      user,
      messageId: 'msg_later',
      text: 'No debe salir',
      files: [],
      quote: null,
    }
    const delivery = await provider.open.send(act as unknown as OutboundAct)
    assert.equal(delivery.outcome, 'unsupported')
    await settle()
    assert.equal(provider.handedOver(), 0, 'an act that is not declared never reaches the provider')
    assert.deepEqual(customer.received(), [])
  })
}

export async function staysWithinLimits(trial: ChannelTrial): Promise<void> {
  const { can } = trial.channel
  await onOpen(trial, async (host, provider) => {
    const { customer, user } = await acquaintance(host, provider)
    const longest = 'á'.repeat(can.textLimit)
    assert.equal(
      (await provider.open.send(host.agentSays(user, longest))).outcome,
      'accepted',
      'a text of the full length',
    )
    await until(() => customer.received().includes(longest), 'the longest text arrives whole')

    const before = provider.handedOver()
    const isRejected = async (text: string, files: readonly KeptFile[], why: string) => {
      const delivery = await provider.open.send({
        type: 'text',
        user,
        messageId: `msg_${why.length}x`,
        text,
        files,
        quote: null,
      })
      assert.ok(['rejected', 'unsupported'].includes(delivery.outcome), `${why}: ${delivery.outcome}`)
      assert.ok('reason' in delivery && delivery.reason.trim() !== '', `${why}: a reason is given`)
    }
    const file = (mime: string, sizeBytes: number) => host.putFile(user, { name: 'prueba', mime, sizeBytes })
    await isRejected('á'.repeat(can.textLimit + 1), [], 'a text over the limit')
    if (can.files === null) {
      await isRejected('', [file('image/png', 10)], 'a file on a channel without files')
    } else {
      const [kind = ''] = can.files.kinds
      const { maximumBytes, perMessage } = can.files
      await isRejected('', [file(kind, maximumBytes + 1)], 'a file over the limit')
      await isRejected('', [file('application/x-msdownload', 10)], 'a kind of file that is not declared')
      await isRejected(
        '',
        Array.from({ length: perMessage + 1 }, () => file(kind, 10)),
        'too many files',
      )
    }
    await settle()
    assert.equal(provider.handedOver(), before, 'what is over a limit never reaches the provider')
    if (can.files) {
      const [kind = ''] = can.files.kinds
      const act = host.agentSays(user, '', [file(kind, can.files.maximumBytes)])
      assert.equal((await provider.open.send(act)).outcome, 'accepted', 'a declared file of the full size')
    }
  })
}

/** What an agent answers is shown to the customer beside the answer, on channels that can. */
export async function carriesQuotes(trial: ChannelTrial): Promise<void> {
  if (!trial.channel.can.quotes) return
  await onOpen(trial, async (host, provider) => {
    const { customer, user } = await acquaintance(host, provider)
    assert.deepEqual(await customer.say('second-1', '¿Y el sábado?'), acknowledged)
    const asked = host.keptMessages()[0]
    const acts = [
      host.agentSays(user, 'Hola también', [], asked?.externalId ?? null),
      host.agentSays(user, 'Sin cita'),
    ]
    for (const act of acts) assert.equal((await provider.open.send(act)).outcome, 'accepted')
    await until(() => customer.received().length === acts.length, 'both answers arrive')
    const [first, second] = customer.answers()
    // How an id of the provider's becomes one of the host's is the adapter's own business: it may put the customer in front.
    assert.ok(first && asked?.externalId.endsWith(first), 'an answer shows what it answers')
    assert.equal(second, null, 'an answer to nothing shows nothing')
  })
}

const expected: Readonly<Record<Failure, Delivery['outcome']>> = {
  busy: 'retry',
  down: 'retry',
  refused: 'rejected',
  unauthorised: 'unauthorised',
}

export async function mapsFailures(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const { user } = await acquaintance(host, provider)
    for (const [failure, outcome] of Object.entries(expected) as [Failure, Delivery['outcome']][]) {
      provider.fail(failure)
      const act = host.agentSays(user, `Con el proveedor así: ${failure}`)
      const delivery = await provider.open.send(act)
      assert.equal(delivery.outcome, outcome, `when the provider is "${failure}"`)
      assert.ok('reason' in delivery && delivery.reason.trim() !== '', `${failure}: a reason is given`)
      if (delivery.outcome === 'retry') assert.ok(delivery.afterMs > 0, 'a retry says when')
      if (failure === 'unauthorised')
        assert.equal(host.health.ok, false, 'supervisors are told that the account is not authorised')
      provider.fail(null)
      assert.equal(
        (await provider.open.send(act)).outcome,
        'accepted',
        `after "${failure}" the same act may be tried again`,
      )
      assert.equal(host.health.ok, true, `after "${failure}" all is well again`)
    }
  })
}
