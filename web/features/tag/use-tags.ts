import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import type { WorkspaceTag } from './tag-options.ts'

/** The interaction's tags by name; what was archived since has none here any more and stays as it is. */
export function useTagsOn({ tagIds }: Pick<InteractionView, 'tagIds'>): readonly WorkspaceTag[] {
  const { tags } = useWorkspace()
  return tagIds.flatMap((id) => tags.find((tag) => tag.id === id) ?? [])
}

/** Makes a tag of a word and puts it on; the page knows the new tag with the answer. */
export function useCreateTag({ id }: Pick<InteractionView, 'id'>): (word: string) => Promise<boolean> {
  const { acts } = useDesk()
  const queries = useQueryClient()
  return useCallback(
    async (word) => {
      const made = await acts.createTag(id, word)
      if (!made) return false
      queries.setQueryData<Workspace>(['workspace'], (workspace) => {
        if (!workspace) return workspace
        const fresh = made.filter((tag) => workspace.tags.every((known) => known.id !== tag.id))
        return { ...workspace, tags: [...workspace.tags, ...fresh] }
      })
      return true
    },
    [acts, id, queries],
  )
}
