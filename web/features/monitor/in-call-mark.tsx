import { Ear, Pause, PhoneCall } from 'lucide-react'
import { useMemo } from 'react'
import type { AgentId } from '#core/id.ts'
import { useLive } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Elapsed } from '#web/ui/elapsed.tsx'
import styles from './in-call-mark.module.css'
import { callsOfAgent, inSince, modeOf, standingOf } from './watched-call.ts'

/** In the list of colleagues, for supervisors: that somebody is in a call, how it stands, and for how long. */
export function InCallMark({ agentId }: { readonly agentId: AgentId }) {
  const { t } = useText()
  const me = useLive((model) => model.me)
  const calls = useLive((model) => model.calls)
  const [view] = useMemo(() => callsOfAgent({ calls }, agentId), [calls, agentId])
  if (!view) return null
  const standing = standingOf(view)
  const mode = modeOf(view, me)
  const Icon = mode ? Ear : standing === 'held' ? Pause : PhoneCall
  return (
    <span className={styles['mark']} data-watched={mode !== null}>
      <Icon size={14} aria-hidden="true" />
      <span className={styles['word']}>
        {mode ? t(`monitor.doing.${mode}`) : t(`monitor.standing.${standing}`)}
      </span>
      <Elapsed since={inSince(view, agentId)} className={styles['time']} />
    </span>
  )
}
