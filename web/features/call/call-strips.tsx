/** Calls that are not on the screen otherwise: a line each above everything, so that nobody forgets one. The one that is heard comes first. */
import { Repeat2, UserPlus } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { AgentId } from '#core/id.ts'
import type { LiveCall } from '#web/live/fold-call.ts'
import { isSetAside, partyOfAgent } from '#web/live/call-party.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { useOwnCalls } from '#web/live/use-own-calls.ts'
import { go, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { CallButton } from './call-button.tsx'
import { CallHead, useCallName } from './call-head.tsx'
import styles from './call-strips.module.css'
import { HangUpButton, HoldButton, MuteButton } from './call-tools.tsx'
import { keypadOf, showCallWindow } from './call-window.ts'
import { Facts } from './facts.tsx'
import { Keypad } from './keypad.tsx'
import { mayOf } from './may.ts'
import { Consultation, Roster } from './people.tsx'

/** It is not the one that is heard alone already. */
function mayTurnTo(call: LiveCall, all: readonly LiveCall[], me: AgentId): boolean {
  const others = all.filter((one) => one !== call)
  return others.length > 0 && (isSetAside(call.view, me) || others.some(({ view }) => !isSetAside(view, me)))
}

export function CallStrips() {
  const { me } = useDesk()
  const { open } = useRoute()
  const all = useOwnCalls()
  // On whose call one looks stands in a line of its own (features/monitor).
  const shown = all.filter(
    ({ view }) =>
      partyOfAgent(view, me)?.role !== 'supervisor' &&
      (view.interactionId === null || view.interactionId !== open),
  )
  return shown.map((call) => <Strip key={call.view.id} call={call} hasTurn={mayTurnTo(call, all, me)} />)
}

function Strip({ call, hasTurn }: { readonly call: LiveCall; readonly hasTurn: boolean }) {
  const { t } = useText()
  const { me } = useDesk()
  const doing = useCallDoing()
  const keypad = useSyncExternalStore(keypadOf.subscribe, keypadOf.get)
  const { view } = call
  const name = useCallName(view)
  const isInternal = view.interactionId === null
  const may = mayOf(view, me)
  return (
    <section className={styles['strip']} aria-label={t('call.with', { name })}>
      <div className={styles['line']}>
        <CallHead view={view} />
        {view.interactionId ? (
          <Button
            tone="quiet"
            onPress={() => {
              if (view.interactionId) go({ list: 'active', open: view.interactionId })
            }}
          >
            {t('call.show')}
          </Button>
        ) : null}
        <span className={styles['acts']}>
          {hasTurn ? (
            <CallButton
              shape="small"
              tone="primary"
              act="call.switch"
              icon={<Repeat2 size={18} aria-hidden="true" />}
              word={t('call.act.turn')}
              name={t('call.act.turnLong', { name })}
              onPress={() => doing.turnTo(view)}
            />
          ) : null}
          <MuteButton view={view} shape="small" />
          <HoldButton view={view} shape="small" />
          {isInternal && may.add ? (
            <CallButton
              shape="small"
              act="call.add"
              icon={<UserPlus size={18} aria-hidden="true" />}
              word={t('call.act.add')}
              name={t('call.act.addLong')}
              onPress={() => showCallWindow({ name: 'add', callId: view.id })}
            />
          ) : null}
          <HangUpButton view={view} shape="small" />
        </span>
      </div>
      <Facts call={call} />
      {keypad === view.id ? <Keypad callId={view.id} /> : null}
      {isInternal ? <Roster view={view} /> : null}
      <Consultation view={view} />
    </section>
  )
}
