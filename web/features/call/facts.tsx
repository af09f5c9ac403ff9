/** What must not be mistaken, each in words of its own and all at once: on hold, microphone off, recorded, and what is wrong with the sound. */
import { Circle, CirclePause, MicOff, Pause, TriangleAlert } from 'lucide-react'
import type { LiveCall } from '#web/live/fold-call.ts'
import { partyOfAgent, partyWithRole } from '#web/live/call-party.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useIsSpeakingMuted } from '#web/phone/phone-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Elapsed } from '#web/ui/elapsed.tsx'
import { Fact } from './fact.tsx'
import styles from './facts.module.css'
import { SoundProblem } from './sound-problem.tsx'
import { customerHearsMusic } from './standing.ts'

export function Facts({ call }: { readonly call: LiveCall }) {
  const { t } = useText()
  const { me } = useDesk()
  const { view, heldAt } = call
  const isMuted = partyOfAgent(view, me)?.isMuted ?? false
  const hasCustomer = partyWithRole(view, 'customer') !== null
  return (
    <div className={styles['facts']} role="status">
      {view.isHeld ? (
        <Fact tone="held" icon={<Pause size={14} strokeWidth={2.6} aria-hidden="true" />}>
          {t('call.fact.held')}
          {heldAt === null ? null : (
            <span aria-hidden="true">
              {' '}
              · <Elapsed since={heldAt} className={styles['time']} />
            </span>
          )}
        </Fact>
      ) : customerHearsMusic(view) ? (
        <Fact tone="held" icon={<Pause size={14} strokeWidth={2.6} aria-hidden="true" />}>
          {t('call.fact.music')}
        </Fact>
      ) : null}
      {isMuted ? (
        <Fact tone="muted" icon={<MicOff size={14} strokeWidth={2.4} aria-hidden="true" />}>
          {t(hasCustomer ? 'call.fact.muted' : 'call.fact.mutedAll')}
          {/* Nobody would hear it anyway. */}
          {view.isHeld ? null : <SpeakingMuted />}
        </Fact>
      ) : null}
      {view.recording === 'off' ? null : (
        <Fact
          tone={view.recording === 'on' ? 'recording' : 'paused'}
          icon={
            view.recording === 'on' ? (
              <Circle size={11} fill="currentColor" aria-hidden="true" className={styles['dot']} />
            ) : (
              <CirclePause size={14} aria-hidden="true" />
            )
          }
        >
          {t(`call.fact.recording.${view.recording}`)}
        </Fact>
      )}
      {call.pressed === '' ? null : (
        <Fact tone="paused" icon={null}>
          {t('call.fact.pressed', { digits: call.pressed })}
        </Fact>
      )}
      <SoundProblem callId={view.id} />
    </div>
  )
}

function SpeakingMuted() {
  const { t } = useText()
  return useIsSpeakingMuted() ? (
    <>
      {' '}
      <TriangleAlert size={14} aria-hidden="true" /> {t('call.fact.speakingMuted')}
    </>
  ) : null
}
