/** What responses and tokens become in one conversation: in which wording, with which values. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { chooseWording, languageOf, type LanguageWish } from '#core/response/choose-wording.ts'
import { fillTokens, type FilledText } from '#core/text-token/fill-tokens.ts'
import { tokenValues } from '#core/text-token/token-values.ts'
import type { ResponseVariant } from '#protocol/config/response.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ResponseView } from '#protocol/response.ts'
import type { Language } from '#protocol/text.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { factsQuery } from './contact-facts.ts'
import { tokenFacts } from './token-facts.ts'

export type Wordings = {
  /** False: who the contact is has not come yet; texts are shown as they are written. */
  readonly areKnown: boolean
  /** Asked for and still on its way: what is inserted now would come without its values. */
  readonly areComing: boolean
  /** Null: all of its wordings are for other channels. */
  readonly choose: (response: ResponseView) => ResponseVariant | null
  readonly fill: (text: string, language: Language) => FilledText
  /** What is written freely. */
  readonly fillWritten: (text: string) => FilledText
}

const asWritten = (text: string): FilledText => ({
  text,
  parts: [{ kind: 'text', text, token: null }],
  unresolved: [],
})

export function useWordings(interaction: InteractionView): Wordings {
  const { api, now } = useDesk()
  const workspace = useWorkspace()
  const { data: contact, isLoading } = useQuery(factsQuery(api, interaction.contact.id))
  return useMemo(() => {
    const wish: LanguageWish = [
      contact?.language ?? null,
      workspace.agent.preferences.language,
      workspace.centre.language,
    ]
    const fill = (text: string, language: Language): FilledText =>
      contact
        ? fillTokens(text, tokenValues(tokenFacts(workspace, interaction, contact, { language, at: now() })))
        : asWritten(text)
    return {
      areKnown: contact !== undefined,
      areComing: isLoading,
      choose: ({ variants }) => chooseWording(variants, interaction.channel, wish),
      fill,
      fillWritten: (text) => fill(text, languageOf(wish)),
    }
  }, [contact, interaction, isLoading, now, workspace])
}
