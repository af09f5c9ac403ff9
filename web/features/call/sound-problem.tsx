/** What is in the way of this call’s sound on this page, and the way out of it. */
import { RotateCw, TriangleAlert } from 'lucide-react'
import type { CallId } from '#core/id.ts'
import { useCallSound, usePhone } from '#web/phone/phone-context.ts'
import type { SoundProblem as Problem } from '#web/phone/phone.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Fact } from './fact.tsx'
import styles from './sound-problem.module.css'

const ofMicrophone: ReadonlySet<Problem> = new Set(['denied', 'none', 'in-use', 'insecure'])

export function SoundProblem({ callId }: { readonly callId: CallId }) {
  const { t } = useText()
  const phone = usePhone()
  const sound = useCallSound(callId)
  if (!sound) return null
  const { phase, problem } = sound
  if (phase === 'elsewhere')
    return (
      <Fact tone="problem" icon={<TriangleAlert size={14} aria-hidden="true" />}>
        {t('call.sound.elsewhere')}
        <Act text={t('call.sound.bringHere')} onPress={() => phone.attachHere(callId)} />
      </Fact>
    )
  if (problem === null) return null
  const isMicrophone = ofMicrophone.has(problem)
  return (
    <Fact tone="problem" icon={<TriangleAlert size={14} aria-hidden="true" />}>
      {t(`phone.problem.${problem}`)} {t(`phone.wayOut.${problem}`)}
      {problem === 'insecure' || problem === 'playback-blocked' ? null : (
        <Act
          text={t('common.retry')}
          onPress={() => (isMicrophone ? phone.retryMicrophone() : phone.attachHere(callId))}
        />
      )}
    </Fact>
  )
}

function Act({ text, onPress }: { readonly text: string; readonly onPress: () => void }) {
  return (
    <Button icon={<RotateCw size={14} aria-hidden="true" />} className={styles['act']} onPress={onPress}>
      {text}
    </Button>
  )
}
