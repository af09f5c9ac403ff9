/**
 * What a channel's author gives to the contract suite: the channel, settings, and a provider that the test plays. The provider may call
 * us, be asked by us, or be the customer's own page: the suite sees only what became of a delivery.
 */
import type { z } from 'zod'
import type { Abilities, ChannelHost, OpenChannel } from '../channel.ts'
import type { ContractCase } from './cases.ts'

/**
 * What the other side knows after one delivery. `acknowledged`: it may forget it (2xx, seen flag, `kept`). `refused`: it was told no, and why;
 * it may forget it. `again`: neither; it will deliver it again.
 */
export type Answer =
  | { readonly as: 'acknowledged' }
  | { readonly as: 'refused'; readonly told: string }
  | { readonly as: 'again' }

export interface TrialCustomer {
  /**
   * Says something and resolves when the other side knows what became of it. The same `externalId` again is the same thing delivered
   * again; use it in whatever way the provider identifies things.
   */
  say(externalId: string, text: string): Promise<Answer>
  /** Says several things at once, in this order, in the way this provider does that (one webhook, one mailbox, frames in a row). */
  sayAll(
    things: readonly { readonly externalId: string; readonly text: string }[],
  ): Promise<readonly Answer[]>
  /** The texts that have reached this customer, oldest first. */
  received(): readonly string[]
  /** Of each of these, the `externalId` of the customer's own thing that it is shown to answer; only asked of channels with `quotes`. */
  answers(): readonly (string | null)[]
  /** Reports the newest received thing as `as`; only asked for what `can.marks` declares. */
  mark(as: 'delivered' | 'read'): Promise<void>
}

/** How the provider answers the next hand-over. `busy`: come back later. `down`: no answer at all. `refused`: not this message, ever. */
export type Failure = 'busy' | 'down' | 'refused' | 'unauthorised'

export interface TrialProvider {
  readonly open: OpenChannel
  /** A customer who was not seen before. */
  customer(): Promise<TrialCustomer>
  /** Delivers something that is not genuine: wrong signature, wrong token. */
  forge(): Promise<Answer>
  /** From now on every hand-over fails like this; null: all is well again. */
  fail(how: Failure | null): void
  /** Acts that the provider was given, whatever it made of them. */
  handedOver(): number
  /** Connections that the provider still sees of ours. */
  connections(): number
  /** Ends the provider's own side, after the channel was closed. */
  end(): Promise<void>
}

export interface ChannelTrial {
  readonly name: string
  readonly channel: { readonly settings: z.ZodType; readonly can: Abilities }
  /** Settings as an administrator fills them in, that work. */
  readonly settings: unknown
  /** Settings that cannot work, each with the field that the answer must point at. */
  readonly wrongSettings: readonly { readonly settings: unknown; readonly field: string }[]
  /** Opens the channel for `host` on a provider of its own. */
  begin(host: ChannelHost): Promise<TrialProvider>
  /** Cases that cannot apply to this provider, each with the reason. */
  readonly declines?: Partial<Readonly<Record<ContractCase, string>>>
}
