/**
 * How a supervisor looks on: three ways, each with who hears what in words, then taking over and leaving. Taking over is asked about first, for it sends
 * somebody away from their customer.
 */
import { Ear, LogOut, Megaphone, MessageSquareDashed, PhoneForwarded } from 'lucide-react'
import { useId, useState } from 'react'
import { monitorModes, type MonitorMode } from '#core/call/call.ts'
import type { CallView } from '#protocol/call.ts'
import { agentIdOf, partyWithRole } from '#web/live/call-party.ts'
import { useLive } from '#web/live/desk-context.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { TakeOver } from './take-over.tsx'
import { useWatching } from './use-watching.ts'
import styles from './watch-controls.module.css'
import { modeOf } from './watched-call.ts'

export const modeIcons = { listen: Ear, whisper: MessageSquareDashed, barge: Megaphone } as const

export function WatchControls({ view }: { readonly view: CallView }) {
  const { t } = useText()
  const workspace = useWorkspace()
  const me = useLive((model) => model.me)
  const watching = useWatching()
  const [isAsking, setAsking] = useState(false)
  const help = useId()
  const mode = modeOf(view, me)
  const owner = partyWithRole(view, 'owner')
  const ownerId = owner && agentIdOf(owner)
  const name = (ownerId && agentName(workspace, ownerId)) ?? t('monitor.agent')
  const isInternal = view.interactionId === null

  if (isAsking && mode !== null) return <TakeOver view={view} onClose={() => setAsking(false)} />
  return (
    <div className={styles['controls']}>
      <ul className={styles['modes']} aria-label={t('monitor.how')}>
        {monitorModes.map((one) => (
          <Mode
            key={one}
            mode={one}
            isOn={mode === one}
            helpId={`${help}-${one}`}
            name={name}
            onChoose={() => void watching.watch(view, one)}
          />
        ))}
      </ul>
      {mode === null ? (
        <p className={styles['quiet']}>{t('monitor.first')}</p>
      ) : (
        <div className={styles['acts']}>
          {isInternal ? null : (
            <Button icon={<PhoneForwarded size={16} aria-hidden="true" />} onPress={() => setAsking(true)}>
              {t('monitor.takeOver')}
            </Button>
          )}
          <Button icon={<LogOut size={16} aria-hidden="true" />} onPress={() => void watching.leave(view)}>
            {t('monitor.leave')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Mode({
  mode,
  isOn,
  helpId,
  name,
  onChoose,
}: {
  readonly mode: MonitorMode
  readonly isOn: boolean
  readonly helpId: string
  readonly name: string
  readonly onChoose: () => void
}) {
  const { t } = useText()
  const Icon = modeIcons[mode]
  return (
    <li>
      <button
        type="button"
        className={styles['mode']}
        aria-pressed={isOn}
        aria-describedby={helpId}
        aria-label={t(`monitor.mode.${mode}`)}
        onClick={() => {
          if (!isOn) onChoose()
        }}
      >
        <Icon size={18} aria-hidden="true" />
        <span className={styles['name']} aria-hidden="true">
          {t(`monitor.mode.${mode}`)}
        </span>
        <span className={styles['help']} id={helpId}>
          {t(`monitor.means.${mode}`, { name })}
        </span>
      </button>
    </li>
  )
}
