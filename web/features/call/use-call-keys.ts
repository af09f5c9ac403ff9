/** The keys of the one call they mean: that of the open conversation, else the one that is heard. The palette offers the same acts. */
import { useKey } from '#web/keys/use-key.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { LiveCall } from '#web/live/fold-call.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { useOwnCalls } from '#web/live/use-own-calls.ts'
import { go } from '#web/route.ts'
import { showCallWindow, toggleKeypad } from './call-window.ts'
import { mayOf } from './may.ts'
import { isAway } from './standing.ts'
import { useNextRecording } from './use-recording.ts'

/** One letter must not take a customer away: it leads to the button, and Enter does it. */
export function focusCallButton(name: 'hang-up' | 'complete'): void {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-call-button="${name}"] button`)]
  found.find((button) => button.checkVisibility())?.focus()
}

export function useCallKeys(call: LiveCall): void {
  const { me } = useDesk()
  const doing = useCallDoing()
  const others = useOwnCalls().filter(({ view }) => view.id !== call.view.id)
  const { view } = call
  const may = mayOf(view, me)
  const record = useNextRecording(view)
  const { id } = view
  const [other] = others
  useKey('call.hold', () => doing.hold(view, !isAway(view)), may.hold)
  useKey('call.mute', () => void doing.mute(id, !may.isMuted), may.mute)
  useKey('call.keypad', () => toggleKeypad(id), may.press)
  useKey('call.transfer', () => showCallWindow({ name: 'give', callId: id }), may.give)
  useKey('call.add', () => showCallWindow({ name: 'add', callId: id }), may.add)
  useKey(
    'call.switch',
    () => {
      if (may.turn) void doing.act(id, { type: 'turn', to: view.ownerIn === 'main' ? 'consult' : 'main' })
      else if (other) doing.turnTo(other.view)
    },
    may.turn || other !== undefined,
  )
  useKey('call.complete', () => focusCallButton('complete'), may.complete !== null)
  useKey('call.merge', () => void doing.act(id, { type: 'merge' }), may.complete !== null)
  useKey(
    'call.endConsult',
    () => {
      if (may.consulted) void doing.act(id, { type: 'remove', partyId: may.consulted.id })
    },
    may.consulted !== null,
  )
  useKey('call.park', () => void doing.act(id, { type: 'park' }), may.park)
  useKey('call.record', () => record && void doing.act(id, { type: 'record', to: record }), record !== null)
  useKey('call.hangUp', () => focusCallButton('hang-up'))
  useKey(
    'call.show',
    () => {
      if (view.interactionId) go({ list: 'active', open: view.interactionId })
    },
    view.interactionId !== null,
  )
}
