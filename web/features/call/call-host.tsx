/** What belongs to calls wherever one is: keys, windows, what the palette can do, and the word about whoever did not come. */
import { Phone } from 'lucide-react'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { CallId } from '#core/id.ts'
import { useKey } from '#web/keys/use-key.ts'
import { ownCalls, partyOfAgent, partyWithRole } from '#web/live/call-party.ts'
import type { EndedCall, LostCall } from '#web/live/call-acts.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { LiveCall } from '#web/live/fold-call.ts'
import { recentTargets } from '#web/live/recent-targets.ts'
import { useActs } from '#web/live/use-acts.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { callWindow, hideCallWindow, hideKeypad, keypadOf, showCallWindow } from './call-window.ts'
import { ForwardingWindow } from './forwarding.tsx'
import { ParkedList } from './parked-list.tsx'
import { usePartyName } from './party-name.ts'
import { TargetWindow } from './target-window.tsx'
import { useCallKeys } from './use-call-keys.ts'
import { useCurrentCall } from './use-current-call.ts'

export function CallHost() {
  const call = useCurrentCall()
  useOneHeard()
  useTelling()
  usePhoneActs()
  return (
    <>
      {call ? <CallKeys call={call} /> : null}
      <Windows />
    </>
  )
}

/** However a second call has come (accepted, taken, given by somebody): the ones before it wait. */
function useOneHeard(): void {
  const { live, me } = useDesk()
  const doing = useCallDoing()
  useEffect(() => {
    let known: ReadonlySet<CallId> | null = null
    const look = (): void => {
      const model = live.get()
      if (model.own === null) return
      const own = ownCalls(model)
      const before = known
      known = new Set(own.map(({ view }) => view.id))
      const fresh = own.find(
        ({ view }) => before && !before.has(view.id) && partyOfAgent(view, me)?.role !== 'supervisor',
      )
      if (fresh) doing.putOthersAside(fresh.view.id)
    }
    look()
    return live.subscribe(look)
  }, [live, me, doing])
}

function CallKeys({ call }: { readonly call: LiveCall }) {
  useCallKeys(call)
  return null
}

function Windows() {
  const { live } = useDesk()
  const open = useSyncExternalStore(callWindow.subscribe, callWindow.get)
  // What is about a call goes with it.
  useEffect(() => {
    const look = (): void => {
      const { calls } = live.get()
      const window = callWindow.get()
      if (window && 'callId' in window && !calls.has(window.callId)) hideCallWindow()
      const keypad = keypadOf.get()
      if (keypad && !calls.has(keypad)) hideKeypad()
    }
    return live.subscribe(look)
  }, [live])
  switch (open?.name) {
    case 'give':
    case 'add':
      return <TargetWindow callId={open.callId} begins={open.name} onClose={hideCallWindow} />
    case 'dial':
      return <TargetWindow callId={null} begins="dial" onClose={hideCallWindow} />
    case 'parked':
      return <ParkedList onClose={hideCallWindow} />
    case 'forward':
      return <ForwardingWindow onClose={hideCallWindow} />
    case undefined:
      return null
  }
}

/** Calls that can be made, found by name; parked ones, the last one again, forwarding. */
function usePhoneActs(): void {
  const { t } = useText()
  const { me, storage } = useDesk()
  const { agents } = useWorkspace()
  const doing = useCallDoing()
  useKey('call.dial', () => showCallWindow({ name: 'dial' }))
  useKey('call.parked', () => showCallWindow({ name: 'parked' }))
  useKey('call.forward', () => showCallWindow({ name: 'forward' }))
  useKey('call.redial', () => {
    const last = recentTargets(storage, me).find((target) => 'agentId' in target)
    if (last) void doing.start(last)
    else showCallWindow({ name: 'dial' })
  })
  useActs(
    useMemo(
      () =>
        agents
          .filter(({ id, channels }) => id !== me && channels.includes('voice'))
          .map(({ id, name }) => ({
            id: `dial.${id}`,
            name: t('call.callAgent', { name }),
            icon: <Phone size={16} />,
            run: () => void doing.start({ agentId: id }),
          })),
      [agents, me, doing, t],
    ),
  )
}

/** Somebody who was called did not come: the reason, and where the customer is now. A call that was taken away: who has it. */
function useTelling(): void {
  const { t } = useText()
  const { calls, notices } = useDesk()
  const nameOf = usePartyName()
  const tell = ({ who, why, call }: EndedCall): void => {
    if (why === 'withdrawn') return
    const text = t(`call.ended.${why}`, { name: nameOf(who) })
    const waits = partyWithRole(call, 'customer') && (call.isHeld || call.ownerIn === 'consult')
    // Where the call goes on its panel says how the customer is, and the word must not stay above its buttons.
    if (call.state.name === 'open')
      notices.tell('news', waits ? `${text} ${t('call.ended.stillHeld')}` : text)
    else notices.tell('attention', text)
  }
  const tellLost = ({ call, ownerId }: LostCall): void => {
    const customer = partyWithRole(call, 'customer')
    if (!customer) return
    const name = nameOf({ kind: 'agent', agentId: ownerId })
    notices.tell('news', t('call.goesOn', { customer: nameOf(customer.who), name }))
  }
  useEffect(() => {
    return calls.ended.subscribe(() => {
      const ended = calls.ended.get()
      if (ended) tell(ended)
    })
  })
  useEffect(() => {
    return calls.lost.subscribe(() => {
      const lost = calls.lost.get()
      if (lost) tellLost(lost)
    })
  })
}
