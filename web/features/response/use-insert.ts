/** Puts a response where the agent writes, with its values and its files, and remembers that it was used. */
import { useCallback } from 'react'
import type { ResponseVariant } from '#protocol/config/response.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ResponseView } from '#protocol/response.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import type { Wordings } from './use-wordings.ts'

const mostRecent = 12

export type Insert = (
  response: ResponseView,
  wording: ResponseVariant,
  replacing?: { readonly from: number; readonly to: number },
) => void

export function useInsert({ id }: InteractionView, { fill }: Wordings): Insert {
  const { t, language } = useText()
  const { api, composers, notices } = useDesk()
  const [{ recentResponseIds = [] }, save] = usePreferences()

  const takeFiles = useCallback(
    async (response: ResponseView): Promise<void> => {
      const answer = await api.responseFiles(id, response.id)
      if (answer.ok) composers.of(id)?.attach(answer.value.files)
      else notices.tell('failure', t('response.filesFailed', { why: problemText(answer.problem, language) }))
    },
    [api, composers, id, language, notices, t],
  )
  return useCallback(
    (response, wording, replacing) => {
      const composer = composers.of(id)
      if (!composer) return
      composer.insert(fill(wording.text, wording.language).text, replacing ? { replacing } : {})
      if (response.files.length > 0) void takeFiles(response)
      const others = recentResponseIds.filter((one) => one !== response.id)
      void save({ recentResponseIds: [response.id, ...others].slice(0, mostRecent) })
    },
    [composers, fill, id, recentResponseIds, save, takeFiles],
  )
}
