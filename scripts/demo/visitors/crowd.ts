/**
 * The shop's visitors: as many at once as wished. Whoever goes is followed by somebody else after a while. Those of the written present, whose
 * conversations are open when the server starts, are there first.
 */
import { isOpen as isOpenAt } from '#core/hours/hours.ts'
import type { ChannelAccountId } from '#core/id.ts'
import type { Language } from '#protocol/text.ts'
import { signText } from '#server/channel-host/account-token.ts'
import type { Config } from '#server/config.ts'
import { readKeyFile } from '#server/key-file.ts'
import type { RunningServer } from '#server/server.ts'
import { readOpenInteractions } from '#server/store/interaction-record.ts'
import { dynamicStatement } from '#server/store/statement.ts'
import { readMessagesAfter } from '#server/store/message-row.ts'
import { shopOrigin } from '../centre/accounts.ts'
import { queueKeys, queueNames, type QueueKey } from '../centre/queues.ts'
import { queueOf, type Script, type Subject } from '../conversation/script.ts'
import { findProgress, scripts } from '../conversation/scripts.ts'
import type { Dice } from '../dice.ts'
import { createPatience } from '../patience.ts'
import { demoVisitorPrefix } from '../history/plan.ts'
import { inventCustomer, type CustomerPerson } from '../people/customer.ts'
import { beVisitor, type VisitorParts } from './visitor.ts'
import { openWayIn } from './way-in.ts'

export type CrowdParts = {
  readonly server: RunningServer
  /** As `http://127.0.0.1:8080`. */
  readonly address: string
  readonly config: Pick<Config, 'keyFile'>
  readonly size: number
  /** They wait for as long as it takes. */
  readonly isPatient: boolean
  readonly dice: Dice
  /** 1: as people live; less is faster. */
  readonly pace: number
}

export interface Crowd {
  /** Brings in those who were here before; how many. */
  bringBack(): Promise<number>
  /** From now on there are as many as wished. */
  open(): void
  close(): Promise<void>
}

const second = 1_000
const subjects: readonly (readonly [Subject | 'ingles', weight: number])[] = [
  ['compra', 34],
  ['pedido', 28],
  ['devolucion', 20],
  ['factura', 8],
  ['ingles', 10],
]

/** Those who have been here, with an address to be known by again. */
const readRegulars = dynamicStatement<{ name: string; email: string; language: Language | null }>(
  `select c.name, a.value as email, c.language from contact c join address a on a.contact_id = c.id and a.kind = 'email'
   where a.value like '%.example' order by c.created_at, c.id limit 500`,
)

type Guest = Pick<VisitorParts, 'account' | 'person' | 'script'> & { readonly token?: string }

export function openCrowd({ server, address, config, size, isPatient, dice, pace }: CrowdParts): Crowd {
  const { configuration, database, log } = server.context
  const away = new AbortController()
  const patience = createPatience(away.signal, pace)
  const here = new Set<Promise<void>>()
  let coming = 0
  let isOpen = false
  let regulars: readonly CustomerPerson[] = []

  /** The chat of a queue as it is now: an administrator may have changed it, or its hours may be over. */
  function chatOf(key: QueueKey): ChannelAccountId | null {
    const queue = configuration.queues().find(({ name }) => name === queueNames[key])
    const account = configuration
      .channelAccounts()
      .find(({ queueId, enabled }) => enabled && queueId === queue?.id)
    const hours = queue?.hoursId ? configuration.hours(queue.hoursId) : undefined
    const isClosed = hours !== undefined && !isOpenAt(hours, server.context.now())
    return account && !isClosed ? account.id : null
  }

  function newGuest(): Guest | null {
    const open = new Map(
      queueKeys.flatMap((key) => {
        const account = chatOf(key)
        return account ? [[key, account] as const] : []
      }),
    )
    const subject = dice.weighted(subjects)
    const queue = subject === 'ingles' ? 'ingles' : queueOf[subject]
    const asksElsewhere = queue !== 'ventas' && queue !== 'ingles' && dice.chance(0.1)
    const account = open.get(asksElsewhere ? 'ventas' : queue)
    if (!account) return null
    const script = dice.pick(
      scripts.filter((one) =>
        subject === 'ingles' ? one.language === 'en' : one.language === 'es' && one.subject === subject,
      ),
    )
    const known = regulars.filter(({ language }) => language === script.language)
    const person =
      known.length > 0 && dice.chance(0.3) ? dice.pick(known) : inventCustomer(dice, script.language)
    return { account, script, person }
  }

  function welcome(guest: Guest): void {
    const visit = beVisitor({
      ...guest,
      wayIn: openWayIn(address, guest.account, shopOrigin),
      dice,
      signal: away.signal,
      pace,
      isPatient,
    })
    const gone = visit
      .catch((error: unknown) => log.warn({ err: error }, 'A visitor of the demo was turned away.'))
      .then(() => {
        here.delete(gone)
        fillUp()
      })
    here.add(gone)
  }

  function fillUp(): void {
    while (isOpen && !away.signal.aborted && here.size + coming < size) {
      coming += 1
      const soonest = here.size === 0 ? 1 : 4
      patience.later(dice.between(soonest, isPatient ? 45 : 24) * second, () => {
        coming -= 1
        const guest = newGuest()
        if (guest) welcome(guest)
        else fillUp()
      })
    }
  }

  return {
    async bringBack() {
      regulars = (await database.query(readRegulars)).map(({ language, ...one }) => ({
        ...one,
        language: language ?? 'es',
      }))
      const key = (await readKeyFile(config.keyFile)).derive('customer-tokens')
      const open = (await readOpenInteractions(database)).filter(
        ({ externalUser, interaction: { state } }) =>
          externalUser.startsWith(demoVisitorPrefix) && state.name !== 'ended',
      )
      for (const { interaction, externalUser, contactName } of open) {
        const { accountId } = interaction
        const said = await readMessagesAfter(database, interaction.id, 0, 200)
        const progress = findProgress(
          said.filter(({ direction }) => direction === 'in').map(({ text }) => text),
        )
        const script: Script | undefined = progress?.script
        if (!script) continue
        const person = { name: contactName, email: '', language: script.language }
        welcome({ account: accountId, script, person, token: signText(key, accountId, externalUser) })
      }
      return open.length
    },
    open() {
      isOpen = true
      fillUp()
    },
    async close() {
      away.abort()
      await Promise.all(here)
    },
  }
}
