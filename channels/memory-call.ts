/** Customers' calls in memory, for tests of channels of voice: the test opens them and sees what was asked of them. */
import type { CustomerCall, CustomerCalls } from './channel.ts'

export type AskedOfCall =
  | { readonly act: 'offer'; readonly user: string; readonly sdp: string }
  | { readonly act: 'mute'; readonly user: string; readonly on: boolean }
  | { readonly act: 'press'; readonly user: string; readonly digits: string }
  | { readonly act: 'hang-up'; readonly user: string }

export type MemoryCalls = CustomerCalls & {
  readonly asked: readonly AskedOfCall[]
  /** What the call of this customer is from now on; null: there is none. Tells nobody. */
  set(user: string, call: CustomerCall | null): void
}

export function memoryCalls(): MemoryCalls {
  const calls = new Map<string, CustomerCall>()
  const asked: AskedOfCall[] = []

  async function ask(one: AskedOfCall): Promise<string | null> {
    asked.push(one)
    await Promise.resolve()
    return isOpen(one.user) ? null : 'call-over'
  }
  const isOpen = (user: string): boolean => (calls.get(user)?.state ?? 'over') !== 'over'

  return {
    asked,
    set(user, call) {
      if (call) calls.set(user, call)
      else calls.delete(user)
    },
    open: async (user) => await Promise.resolve(isOpen(user) ? (calls.get(user) ?? null) : null),
    async openLeg(user, sdp) {
      const refused = await ask({ act: 'offer', user, sdp })
      return refused ? { refused } : { answer: `answer to ${sdp}`, legId: `leg_${asked.length}` }
    },
    mute: async (user, on) => await ask({ act: 'mute', user, on }),
    press: async (user, digits) => await ask({ act: 'press', user, digits }),
    hangUp: async (user) => await ask({ act: 'hang-up', user }),
    iceServers: () => [],
  }
}
