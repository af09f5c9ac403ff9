import { useCallback } from 'react'
import type { ChannelKind } from '#core/channel-kind.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import type { Facet } from './filter.ts'

/** What people call a value of a facet. */
export function useFacetName(): (facet: Facet, value: string) => string {
  const { t } = useText()
  const { queues, tags, agents } = useWorkspace()
  return useCallback(
    (facet, value) => {
      const of = { queue: queues, tag: tags, agent: agents }
      if (facet === 'channel') return t(`channel.${value as ChannelKind}`)
      return of[facet].find(({ id }) => id === value)?.name ?? t('inbox.filter.unknown')
    },
    [t, queues, tags, agents],
  )
}
