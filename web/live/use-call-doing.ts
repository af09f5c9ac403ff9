/** What is done with calls from the screen: the acts, the sound that belongs to them, and that one call at a time is heard. */
import { useMemo } from 'react'
import type { CallId } from '#core/id.ts'
import type { CallTarget, CallView } from '#protocol/call.ts'
import { usePhone } from '../phone/phone-context.ts'
import type { Phone } from '../phone/phone.ts'
import { isSetAside, ownCalls, partyOfAgent, partyWithRole } from './call-party.ts'
import type { Desk } from './desk.ts'
import { useDesk } from './desk-context.ts'
import { rememberTarget } from './recent-targets.ts'

export type CallDoing = ReturnType<typeof callDoing>

export function useCallDoing(): CallDoing {
  const desk = useDesk()
  const phone = usePhone()
  return useMemo(() => callDoing(desk, phone), [desk, phone])
}

function callDoing(
  { calls, live, me, storage }: Pick<Desk, 'calls' | 'live' | 'me' | 'storage'>,
  phone: Pick<Phone, 'attachHere' | 'expect' | 'setLocalMute'>,
) {
  async function mute(id: CallId, on: boolean): Promise<boolean> {
    phone.setLocalMute(id, on)
    const isDone = await calls.act(id, { type: 'mute', on })
    if (!isDone) phone.setLocalMute(id, null)
    return isDone
  }

  /** The others wait: on hold with music; where there is nobody to hold, with the own microphone off. */
  function putOthersAside(except: CallId | null): void {
    for (const { view } of ownCalls(live.get())) {
      if (view.id === except || isSetAside(view, me)) continue
      const own = partyOfAgent(view, me)
      if (own?.role === 'supervisor') continue
      if (own?.role === 'owner' && partyWithRole(view, 'customer')) void calls.act(view.id, { type: 'hold' })
      else void mute(view.id, true)
    }
  }

  return {
    act: calls.act,
    mute,
    putOthersAside,
    /** On hold, or to be heard again: then it is the only one. */
    hold(view: CallView, on: boolean): void {
      if (!on) putOthersAside(view.id)
      void calls.act(view.id, { type: on ? 'hold' : 'resume' })
    },
    /** This call instead of the others. */
    turnTo(view: CallView): void {
      putOthersAside(view.id)
      const own = partyOfAgent(view, me)
      if (view.isHeld && own?.role === 'owner') void calls.act(view.id, { type: 'resume' })
      else if (own?.isMuted) void mute(view.id, false)
    },
    async answer(view: CallView): Promise<boolean> {
      putOthersAside(view.id)
      phone.attachHere(view.id)
      return await calls.act(view.id, { type: 'answer' })
    },
    refuse: (view: CallView) => calls.act(view.id, { type: 'refuse' }),
    leave: (view: CallView) => calls.act(view.id, { type: 'leave' }),
    async start(target: CallTarget): Promise<CallView | null> {
      putOthersAside(null)
      rememberTarget(storage, me, target)
      const call = await calls.start(target)
      if (call) phone.attachHere(call.id)
      return call
    },
    async retrieve(slot: string, interactionId: Parameters<Phone['expect']>[0]) {
      putOthersAside(null)
      phone.expect(interactionId)
      return await calls.retrieve(slot)
    },
  }
}
