/** The open conversation: from the live model while it concerns this agent, from the server when it is past or somebody else's. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ComposerSlots } from '#web/live/composer-slot.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { shownInteraction } from '#web/live/model.ts'
import { problemOfError, unwrap } from '#web/net/unwrap.ts'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Conversation } from './conversation.tsx'
import styles from './conversation-pane.module.css'

export function ConversationPane({
  id,
  composerSlots,
  above,
  wrapUp,
  below,
}: {
  readonly id: InteractionId
  readonly composerSlots: ComposerSlots
  /** Over what was said: the call of a conversation that is spoken. */
  readonly above?: (interaction: InteractionView) => ReactNode
  readonly wrapUp: (interaction: InteractionView) => ReactNode
  /** Between what was said and what can be said now. */
  readonly below?: (interaction: InteractionView) => ReactNode
}) {
  const { api } = useDesk()
  const live = useLive((model) => shownInteraction(model, id))
  const isReady = useLive((model) => model.own !== null)
  const [last, setLast] = useState<InteractionView | null>(null)
  const fetched = useQuery({
    queryKey: ['interaction', id],
    queryFn: async () => (await unwrap(api.interaction(id))).interaction,
    enabled: isReady && live === null,
    // It may have changed since it left the lists.
    staleTime: 0,
  })
  useEffect(() => {
    if (live) setLast(live)
  }, [live])

  const interaction = live ?? fetched.data ?? (last?.id === id ? last : null)
  if (interaction)
    return (
      <Conversation
        key={id}
        interaction={interaction}
        composerSlots={composerSlots}
        above={above?.(interaction)}
        wrapUp={wrapUp(interaction)}
        below={below?.(interaction)}
      />
    )
  if (fetched.error) {
    return (
      <div className={styles['pane']}>
        <LoadProblem problem={problemOfError(fetched.error)} onRetry={() => void fetched.refetch()} />
      </div>
    )
  }
  return (
    <div className={styles['pane']}>
      <Skeleton shape="bubble" count={5} />
    </div>
  )
}
