/** Sets of channels as bits of one number: what an agent may be given is asked thousands of times for each change. */
import { channelKinds, type ChannelKind } from '../channel-kind.ts'
import type { CapacityRule } from '../presence/presence.ts'

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
export function perChannel(numberOf: Readonly<Partial<Record<ChannelKind, number>>>): number[] {
  return channelKinds.map((kind) => numberOf[kind] ?? 0)
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
  for (let channel = 0; channel < load.length; channel++)
    if ((load[channel] ?? 0) > 0) allowed &= compatible[channel] ?? 0
  let free = 0
  for (let channel = 0; channel < load.length; channel++)
    if ((allowed & (1 << channel)) !== 0 && (load[channel] ?? 0) < (maximum[channel] ?? 0))
      free |= 1 << channel
  return free
}
