/**
 * A messaging provider that a test plays: customers who write and receive, a secret that we must know, failures on demand. How a delivery
 * reaches a channel — a call, or a mailbox that is asked — is added by the two fakes.
 */
import type { Failure } from '../contract.ts'

export type FakeThing =
  | {
      readonly kind: 'message'
      readonly from: string
      readonly id: string
      readonly text: string
      /** The id of the thing that this one answers. */
      readonly answers?: string
    }
  | { readonly kind: 'status'; readonly of: string; readonly to: string; readonly as: 'delivered' | 'read' }

export type FakeHandOver = {
  readonly to: string
  readonly key: string
  readonly text: string
  readonly fileIds: readonly string[]
  /** The id of the thing that this one answers. */
  readonly answers: string | null
}
export type FakeReply =
  | { readonly status: 200; readonly id: string }
  | { readonly status: 400 | 401 | 429; readonly problem: string }

export const fakeSecret = 'the right secret'

export class FakeProvider {
  readonly inboxes = new Map<string, FakeHandOver[]>()
  handedOver = 0
  failure: Failure | null = null
  #people = 0

  newPerson(): string {
    this.#people += 1
    const name = `persona ${this.#people} · ñ`
    this.inboxes.set(name, [])
    return name
  }

  /** What the provider's own API answers to a message of ours; rejects when it cannot be reached. A key that came before is not sent again. */
  async take(secret: string, given: FakeHandOver): Promise<FakeReply> {
    this.handedOver += 1
    if (this.failure === 'down') throw new Error('connection refused')
    if (this.failure === 'busy') return { status: 429, problem: 'too many requests' }
    if (this.failure === 'refused') return { status: 400, problem: 'this person does not take messages' }
    if (this.failure === 'unauthorised' || secret !== fakeSecret)
      return { status: 401, problem: 'the secret is not right' }
    const inbox = this.inboxes.get(given.to)
    if (!inbox) return { status: 400, problem: 'nobody has that name' }
    if (!inbox.some((earlier) => earlier.key === given.key)) inbox.push(given)
    return { status: 200, id: `fake-${given.key}` }
  }
}
