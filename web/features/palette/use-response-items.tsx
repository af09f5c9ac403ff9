import { useQueryClient } from '@tanstack/react-query'
import { MessageSquareQuote } from 'lucide-react'
import { useMemo } from 'react'
import { chooseWording } from '#core/response/choose-wording.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ResponseLibrary } from '#protocol/response.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import type { PaletteItem } from './palette-item.ts'

/**
 * The standard responses that were fetched for the open conversation, put where its agent writes. Tokens in them are filled in where the
 * composer's guest for responses shows them.
 */
export function useResponseItems(interaction: InteractionView | null): readonly PaletteItem[] {
  const { t, language, local } = useText()
  const { api, composers, tellProblem } = useDesk()
  const { centre } = useWorkspace()
  const queries = useQueryClient()
  const library =
    queries.getQueryData<ResponseLibrary>(['responses', interaction?.id ?? null]) ??
    queries.getQueryData<ResponseLibrary>(['responses', null])
  return useMemo(() => {
    const composer = interaction ? composers.of(interaction.id) : null
    if (!interaction || !composer || !library) return []
    const { id, channel } = interaction
    const takeFiles = async (responseId: (typeof library.responses)[number]['id']): Promise<void> => {
      const answer = await api.responseFiles(id, responseId)
      if (answer.ok) composer.attach(answer.value.files)
      else tellProblem(answer.problem)
    }
    return library.responses.flatMap((response): PaletteItem[] => {
      const wording = chooseWording(response.variants, channel, [null, language, centre.language])
      if (!wording) return []
      return [
        {
          id: response.id,
          group: 'response',
          name: local(response.name),
          hint: wording.text,
          words: [response.shortcut, t('palette.group.response')].filter(Boolean).join(' '),
          icon: <MessageSquareQuote size={16} />,
          isOnlyFound: true,
          run: () => {
            composer.insert(wording.text)
            composer.focus()
            if (response.files.length > 0) void takeFiles(response.id)
          },
        },
      ]
    })
  }, [api, centre.language, composers, interaction, language, library, local, t, tellProblem])
}
