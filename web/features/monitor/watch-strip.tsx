/**
 * That one looks on somebody else's call, wherever one is on the page: never hidden, and first of all who can hear. The three ways and the way out are
 * one press or one key away.
 */
import { LogOut, PhoneForwarded } from 'lucide-react'
import { useState } from 'react'
import { monitorModes } from '#core/call/call.ts'
import type { CallView } from '#protocol/call.ts'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { agentIdOf, partyOfAgent, partyWithRole } from '#web/live/call-party.ts'
import { useLive } from '#web/live/desk-context.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Elapsed } from '#web/ui/elapsed.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { TakeOver } from './take-over.tsx'
import { usePartyNames } from './use-party-names.ts'
import { useWatching } from './use-watching.ts'
import { modeIcons } from './watch-controls.tsx'
import styles from './watch-strip.module.css'
import { modeOf, watchedCall } from './watched-call.ts'

export function WatchStrip() {
  const view = useLive(watchedCall)
  return view ? <Strip view={view} /> : null
}

const keyOfMode = { listen: 'call.listen', whisper: 'call.whisper', barge: 'call.joinIn' } as const

function Strip({ view }: { readonly view: CallView }) {
  const { t } = useText()
  const workspace = useWorkspace()
  const me = useLive((model) => model.me)
  const watching = useWatching()
  const names = usePartyNames()
  const [isAsking, setAsking] = useState(false)
  const own = partyOfAgent(view, me)
  const mode = modeOf(view, me) ?? 'listen'
  const owner = partyWithRole(view, 'owner')
  const ownerId = owner && agentIdOf(owner)
  const name = (ownerId && agentName(workspace, ownerId)) ?? t('monitor.agent')
  const customer = partyWithRole(view, 'customer')
  const isJoining = own?.leg.name !== 'up'
  const Sign = modeIcons[mode]
  useKey('call.listen', () => void watching.watch(view, 'listen'))
  useKey('call.whisper', () => void watching.watch(view, 'whisper'))
  useKey('call.joinIn', () => void watching.watch(view, 'barge'))
  useKey('call.takeOver', () => setAsking(true), view.interactionId !== null)
  return (
    <section className={styles['strip']} data-mode={mode} aria-label={t('monitor.strip')}>
      <Sign size={18} aria-hidden="true" className={styles['sign']} />
      <p className={styles['words']}>
        <strong role="status">{isJoining ? t('monitor.joining') : t(`monitor.now.${mode}`, { name })}</strong>{' '}
        <span className={styles['about']}>
          {customer
            ? t('monitor.callOf', { name, customer: names([customer]) })
            : t('monitor.callOfOne', { name })}{' '}
          · <Elapsed since={own?.joinedAt ?? view.startedAt} className={styles['time']} />
        </span>
      </p>
      <span className={styles['acts']}>
        {monitorModes.map((one) => {
          const Icon = modeIcons[one]
          const key = keyOfMode[one]
          return (
            <IconButton
              key={one}
              label={t(`monitor.mode.${one}`)}
              shortcut={capOf(key)}
              icon={<Icon size={18} />}
              aria-pressed={mode === one}
              aria-keyshortcuts={ariaKeyOf(key)}
              className={mode === one ? styles['on'] : undefined}
              onPress={() => {
                if (mode !== one) void watching.watch(view, one)
              }}
            />
          )
        })}
        {view.interactionId === null ? null : (
          <Button
            tone="quiet"
            icon={<PhoneForwarded size={16} aria-hidden="true" />}
            aria-keyshortcuts={ariaKeyOf('call.takeOver')}
            onPress={() => setAsking(true)}
          >
            {t('monitor.takeOver')}
          </Button>
        )}
        <span data-call-button="hang-up">
          <Button
            tone="quiet"
            icon={<LogOut size={16} aria-hidden="true" />}
            aria-keyshortcuts={ariaKeyOf('call.hangUp')}
            onPress={() => void watching.leave(view)}
          >
            {t('monitor.leave')}
          </Button>
        </span>
      </span>
      {isAsking ? <TakeOver view={view} onClose={() => setAsking(false)} /> : null}
    </section>
  )
}
