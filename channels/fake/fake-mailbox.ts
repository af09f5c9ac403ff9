/**
 * The fake provider as a mailbox: it calls nobody. Things lie in it until a connection of ours has looked at them and marked each as
 * seen or refused; what was looked at and not marked comes again. It rings connected clients when something arrives, as IMAP's IDLE does.
 */
import type { Answer } from '../contract.ts'
import { fakeSecret, type FakeThing } from './fake-provider.ts'

interface Lying {
  readonly number: number
  readonly thing: FakeThing
  readonly settle: (answer: Answer) => void
}

export type MailboxSession = {
  /** What nobody has marked yet, oldest first. */
  look(): Promise<readonly { readonly number: number; readonly thing: FakeThing }[]>
  markSeen(number: number): Promise<void>
  refuse(number: number, told: string): Promise<void>
  /** Ends one look: what it left unmarked will be looked at again. */
  leave(): void
  close(): void
}

export class FakeMailbox {
  #lying: Lying[] = []
  #numbers = 0
  readonly #rings = new Set<() => void>()

  get connections(): number {
    return this.#rings.size
  }

  /** Puts things in and rings; each answer comes when a connection has dealt with it. */
  put(things: readonly FakeThing[]): Promise<Answer[]> {
    const answers = things.map((thing) => {
      const { promise, resolve } = Promise.withResolvers<Answer>()
      this.#numbers += 1
      this.#lying.push({ number: this.#numbers, thing, settle: resolve })
      return promise
    })
    if (this.#rings.size === 0) this.#abandon(() => true)
    for (const ring of this.#rings) ring()
    return Promise.all(answers)
  }

  connect(secret: string, ring: () => void): MailboxSession {
    if (secret !== fakeSecret) throw new Error('the secret is not right')
    this.#rings.add(ring)
    let looked: ReadonlySet<number> = new Set()
    const mark = (number: number, answer: Answer): void => {
      this.#lying.find((one) => one.number === number)?.settle(answer)
      this.#lying = this.#lying.filter((one) => one.number !== number)
    }
    return {
      look: async () => {
        looked = new Set(this.#lying.map((one) => one.number))
        return this.#lying.map(({ number, thing }) => ({ number, thing }))
      },
      markSeen: async (number) => mark(number, { as: 'acknowledged' }),
      refuse: async (number, told) => mark(number, { as: 'refused', told }),
      leave: () => this.#abandon((one) => looked.has(one.number)),
      close: () => {
        this.#rings.delete(ring)
        this.#abandon(() => true)
      },
    }
  }

  /** Tells whoever put them that these were not dealt with. They go, and come again when they are put again. */
  #abandon(which: (one: Lying) => boolean): void {
    for (const one of this.#lying.filter(which)) one.settle({ as: 'again' })
    this.#lying = this.#lying.filter((one) => !which(one))
  }
}
