/** The call above its conversation: everything it can be told, and what else is going on beside it. */
import { useSyncExternalStore } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { partyOfAgent, partyWithRole } from '#web/live/call-party.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { LiveCall } from '#web/live/fold-call.ts'
import { useCallOf } from '#web/live/use-own-calls.ts'
import { useText } from '#web/text/use-text.ts'
import { CallHead, useCallName } from './call-head.tsx'
import styles from './call-panel.module.css'
import { CallTools } from './call-tools.tsx'
import { keypadOf, showCallWindow } from './call-window.ts'
import { Facts } from './facts.tsx'
import { Keypad } from './keypad.tsx'
import { mayOf } from './may.ts'
import { Parked } from './parked.tsx'
import { Consultation, Roster } from './people.tsx'
import { QualityMark } from './quality-mark.tsx'
import { focusCallButton } from './use-call-keys.ts'

export function CallPanel({ interaction }: { readonly interaction: InteractionView }) {
  const call = useCallOf(interaction.id)
  if (call) return <Panel call={call} />
  const { state } = interaction
  return state.name === 'parked' ? <Parked state={state} interaction={interaction} /> : null
}

function Panel({ call }: { readonly call: LiveCall }) {
  const { t } = useText()
  const { me } = useDesk()
  const { view } = call
  const name = useCallName(view)
  const own = partyOfAgent(view, me)
  const customer = partyWithRole(view, 'customer')
  const isPair = view.parties.filter(({ role }) => role !== 'consulted').length < 3
  const keypad = useSyncExternalStore(keypadOf.subscribe, keypadOf.get)
  // The keys that end a conversation and give it away do so here as a call does it.
  useKey('conversation.end', () => focusCallButton('hang-up'))
  useKey(
    'conversation.transfer',
    () => showCallWindow({ name: 'give', callId: view.id }),
    mayOf(view, me).give,
  )
  return (
    <section className={styles['panel']} aria-label={t('call.with', { name })}>
      <div className={styles['top']}>
        <CallHead view={view} isNamed={false} />
        <span className={styles['marks']}>
          {/* Of more than two each has its own below. */}
          {isPair && customer ? <QualityMark callId={view.id} partyId={customer.id} name={name} /> : null}
          {isPair && own?.leg.name === 'up' ? <QualityMark callId={view.id} partyId={own.id} /> : null}
        </span>
      </div>
      <CallTools view={view} />
      {/* Below the buttons: what comes and goes here must not move them under the pointer. */}
      <Facts call={call} />
      {keypad === view.id ? <Keypad callId={view.id} /> : null}
      <Consultation view={view} />
      <Roster view={view} />
    </section>
  )
}
