import { CornerUpRight, Phone, Star, Users, UsersRound } from 'lucide-react'
import { useLive } from '#web/live/desk-context.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { StateSign, useStateWord } from '#web/ui/agent-state.tsx'
import { Avatar } from '#web/ui/avatar.tsx'
import type { Target, TargetAgent, TargetQueue } from './target.ts'
import styles from './target-line.module.css'

/** One target: who or what, and whether there is anybody. */
export function TargetLine({ target, name }: { readonly target: Target; readonly name: string }) {
  const { t } = useText()
  switch (target.kind) {
    case 'agent':
      return <AgentLine agent={target.agent} name={name} />
    case 'queue':
      return <QueueLine queue={target.queue} name={name} />
    case 'team':
      return (
        <span className={styles['line']}>
          <span className={styles['sign']}>
            <UsersRound size={16} aria-hidden="true" />
          </span>
          <span className={styles['name']}>{name}</span>
          <span className={styles['hint']}>{t('call.target.ready', { count: target.team.ready })}</span>
        </span>
      )
    case 'number':
      return (
        <span className={styles['line']}>
          <span className={styles['sign']}>
            <Phone size={16} aria-hidden="true" />
          </span>
          <span className={styles['name']}>{target.number}</span>
          <span className={styles['hint']}>{target.hasLine ? null : t('call.whyNot.no-line')}</span>
        </span>
      )
  }
}

function AgentLine({ agent, name }: { readonly agent: TargetAgent; readonly name: string }) {
  const { t } = useText()
  const [{ favouriteAgentIds = [] }] = usePreferences()
  const top = useLive((model) => model.agents.get(agent.agentId)?.top ?? null)
  const word = useStateWord()
  return (
    <span className={styles['line']}>
      <Avatar name={name} size="small" />
      <span className={styles['name']}>
        {name}
        {favouriteAgentIds.includes(agent.agentId) ? (
          <Star
            size={14}
            role="img"
            aria-label={t('call.target.favourite')}
            className={styles['star'] ?? ''}
          />
        ) : null}
      </span>
      <span className={styles['hint']}>
        {agent.isForwarded ? (
          <>
            <CornerUpRight size={14} aria-hidden="true" /> {t('call.target.forwarded')} ·
          </>
        ) : null}
        <StateSign top={top} size={14} />
        {word(top)}
        {agent.takesCalls ? null : ` · ${t('call.target.takesNone')}`}
      </span>
    </span>
  )
}

function QueueLine({ queue, name }: { readonly queue: TargetQueue; readonly name: string }) {
  const { t } = useText()
  return (
    <span className={styles['line']}>
      <span className={styles['sign']}>
        <Users size={16} aria-hidden="true" />
      </span>
      <span className={styles['name']}>{name}</span>
      <span className={styles['hint']}>
        {t('call.target.ready', { count: queue.ready })} ·{' '}
        {t('call.target.waiting', { count: queue.waiting })}
        {queue.waitMs === null ? null : ` · ${t('call.target.wait', { time: clockText(queue.waitMs) })}`}
      </span>
    </span>
  )
}
