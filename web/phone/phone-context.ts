import { createContext, use, useSyncExternalStore } from 'react'
import type { CallId, PartyId } from '#core/id.ts'
import { useLive } from '../live/desk-context.ts'
import { callQuality, type Quality } from './call-quality.ts'
import type { CallSound, Phone } from './phone.ts'

export const PhoneContext = createContext<Phone | null>(null)

export function usePhone(): Phone {
  const phone = use(PhoneContext)
  if (!phone) throw new Error('There is no phone around this component.')
  return phone
}

/** Null: this agent is not (yet) in this call. */
export function useCallSound(callId: CallId): CallSound | null {
  const { state } = usePhone()
  return useSyncExternalStore(state.subscribe, () => state.get().calls.get(callId) ?? null)
}

export function useIsSpeakingMuted(): boolean {
  const { state } = usePhone()
  return useSyncExternalStore(state.subscribe, () => state.get().isSpeakingMuted)
}

/** Changes ten times a second: only for what draws it. */
export function useMicrophoneLevel(): number {
  const { level } = usePhone()
  return useSyncExternalStore(level.subscribe, level.get)
}

/** Of this agent's own line the browser's measurements count, too. */
export function useCallQuality(callId: CallId, partyId: PartyId): Quality {
  const { measured, state } = usePhone()
  const me = useLive((model) => model.me)
  const call = useLive((model) => model.calls.get(callId))
  const own = useSyncExternalStore(measured.subscribe, () => measured.get().get(callId) ?? null)
  const who = call?.view.parties.find(({ id }) => id === partyId)?.who
  const isOwn = who?.kind === 'agent' && who.agentId === me
  const hearing = useSyncExternalStore(state.subscribe, () => state.get().hearing)
  const quality = call?.quality.get(partyId) ?? null
  return isOwn ? callQuality(quality, own, own ? hearing : 'fine') : callQuality(quality, null)
}
