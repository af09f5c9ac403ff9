/** The standard responses for one conversation: fetched once, looked through here. */
import { keepPreviousData, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { folderPath, indexResponses } from '#core/response/find-responses.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ResponseFolderView, ResponseView } from '#protocol/response.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Desk } from '#web/live/desk.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { unwrap } from '#web/net/unwrap.ts'
import { useFactsAhead } from './contact-facts.ts'

const unaskedMs = 5 * 60_000
/** After the conversation itself, and before anybody has typed a stroke. */
const fetchedAheadMs = 600

/** Whose library it is: the agent's own, or with what a conversation from a queue of others adds. */
function libraryOf({ agent }: Workspace, { id, queueId }: InteractionView): InteractionId | null {
  return agent.queueIds.includes(queueId) || isAtLeast(agent.role, 'supervisor') ? null : id
}

const libraryQuery = (api: Desk['api'], of: InteractionId | null) => ({
  queryKey: ['responses', of] as const,
  queryFn: () => unwrap(api.responses(of)),
  staleTime: unaskedMs,
})

export function useLibrary(interaction: InteractionView) {
  const { api } = useDesk()
  const fetched = useQuery({
    ...libraryQuery(api, libraryOf(useWorkspace(), interaction)),
    placeholderData: keepPreviousData,
  })
  const library = fetched.data
  const index = useMemo(() => (library ? indexResponses(library.responses, library.folders) : []), [library])
  const folders = useMemo(
    () => new Map<string, ResponseFolderView>(library?.folders.map((folder) => [folder.id, folder])),
    [library],
  )
  return { fetched, library, index, folders }
}

/** So that the first stroke finds something, and what it finds has its values. */
export function useLibraryAhead(interaction: InteractionView): void {
  const { api } = useDesk()
  const queries: QueryClient = useQueryClient()
  const of = libraryOf(useWorkspace(), interaction)
  const [isTime, setTime] = useState(false)
  useFactsAhead(interaction, isTime)
  useEffect(() => {
    const timer = setTimeout(() => {
      setTime(true)
      void queries.prefetchQuery(libraryQuery(api, of))
    }, fetchedAheadMs)
    return () => clearTimeout(timer)
  }, [api, of, queries])
}

export function pathText(
  folders: ReadonlyMap<string, ResponseFolderView>,
  { folderId }: ResponseView,
  local: (name: ResponseFolderView['name']) => string,
): string {
  return folderPath(folders, folderId)
    .map(({ name }) => local(name))
    .join(' › ')
}
