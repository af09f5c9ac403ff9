/** Sets of channels as bits of one number: what an agent may be given is asked thousands of times for each change. */
import { channelKinds, type ChannelKind } from '../channel-kind.ts'
import type { CapacityRule } from '../presence/presence.ts'

type PerChannel = Readonly<Partial<Record<ChannelKind, number>>>

const numbers = new Map<ChannelKind, number>(channelKinds.map((kind, index) => [kind, index]))

export function channelNumber(kind: ChannelKind): number {
  return numbers.get(kind) ?? 0
}

export function channelBit(kind: ChannelKind): number {
  return 1 << channelNumber(kind)
}

export function channelMask(kinds: readonly ChannelKind[]): number {
  let mask = 0
  for (const kind of kinds) mask |= channelBit(kind)
  return mask
}

/** One number per channel, in the order of `channelKinds`. */
export function perChannel(amounts: PerChannel): number[] {
  const list = channelKinds.map(() => 0)
  fillPerChannel(list, amounts)
  return list
}

/** Returns the sum. */
export function fillPerChannel(list: number[], amounts: PerChannel): number {
  let sum = 0
  list.fill(0)
  for (const kind in amounts) {
    // The keys of a record of channels are channels; the language only says `string`.
    const channel = kind as ChannelKind
    const amount = amounts[channel] ?? 0
    list[channelNumber(channel)] = amount
    sum += amount
  }
  return sum
}

/** For each channel, what may still be given while it is handled: itself and what may interrupt it. */
export function compatibleMasks(rule: CapacityRule): number[] {
  return channelKinds.map((kind) => channelBit(kind) | channelMask(rule.interruptedBy[kind] ?? []))
}

/** The channels on which one more may be given now (P7). */
export function freeMask(
  ready: number,
  load: readonly number[],
  maximum: readonly number[],
  compatible: readonly number[],
): number {
  let allowed = ready
  let full = 0
  for (let channel = 0; channel < load.length; channel++) {
    const inHand = load[channel] ?? 0
    if (inHand > 0) allowed &= compatible[channel] ?? 0
    if (inHand >= (maximum[channel] ?? 0)) full |= 1 << channel
  }
  return allowed & ~full
}
