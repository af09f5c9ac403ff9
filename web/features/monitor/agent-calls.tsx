/** The open calls of a colleague, on the colleague's card: with whom, how it stands, since when, who else looks on, and what a supervisor can do. */
import type { AgentId } from '#core/id.ts'
import { useMemo } from 'react'
import type { CallView } from '#protocol/call.ts'
import { agentIdOf } from '#web/live/call-party.ts'
import { useLive } from '#web/live/desk-context.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { Elapsed } from '#web/ui/elapsed.tsx'
import styles from './agent-calls.module.css'
import { usePartyNames } from './use-party-names.ts'
import { WatchControls } from './watch-controls.tsx'
import { callsOfAgent, inSince, lookersOn, mayWatch, othersOf, standingOf } from './watched-call.ts'

export function AgentCalls({ agentId }: { readonly agentId: AgentId }) {
  const { t } = useText()
  const calls = useLive((model) => model.calls)
  const mine = useMemo(() => callsOfAgent({ calls }, agentId), [calls, agentId])
  if (mine.length === 0) return null
  return (
    <section className={styles['calls']} aria-label={t('monitor.calls')}>
      <h3 className={styles['title']}>{t('monitor.calls')}</h3>
      {mine.map((view) => (
        <AgentCall key={view.id} view={view} agentId={agentId} />
      ))}
    </section>
  )
}

function AgentCall({ view, agentId }: { readonly view: CallView; readonly agentId: AgentId }) {
  const { t } = useText()
  const workspace = useWorkspace()
  const me = useLive((model) => model.me)
  const queueId = useLive((model) =>
    view.interactionId === null ? null : (model.interactions.get(view.interactionId)?.shown.queueId ?? null),
  )
  const names = usePartyNames()
  const queue = workspace.queues.find(({ id }) => id === queueId)?.name
  const others = lookersOn(view, me).flatMap((party) => {
    const id = agentIdOf(party)
    return id ? [agentName(workspace, id) ?? ''] : []
  })
  return (
    <article className={styles['call']}>
      <p className={styles['head']}>
        <ChannelGlyph channel="voice" isNamed={false} />
        <span className={styles['who']}>{names(othersOf(view, agentId))}</span>
        <Elapsed since={inSince(view, agentId)} className={styles['time']} />
      </p>
      <p className={styles['about']}>
        {[t(`monitor.standing.${standingOf(view)}`), queue].filter(Boolean).join(' · ')}
      </p>
      {others.length === 0 ? null : (
        <p className={styles['about']}>{t('monitor.others', { names: others.join(', ') })}</p>
      )}
      {others.length === 0 && mayWatch(view, me, workspace.agent.role) ? <WatchControls view={view} /> : null}
    </article>
  )
}
