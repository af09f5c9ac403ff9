import type { TextLanguage } from '#core/text-token/language.ts'
import type { TokenFacts } from '#core/text-token/token-values.ts'
import type { ContactView, InteractionView } from '#protocol/interaction.ts'
import type { Workspace } from '#protocol/workspace.ts'

/** The same facts as the server's (server/act/fill-message.ts), so that what is shown is what is sent. */
export function tokenFacts(
  workspace: Workspace,
  interaction: InteractionView,
  contact: ContactView,
  { language, at }: { readonly language: TextLanguage; readonly at: number },
): TokenFacts {
  const addressOf = (kind: string): string | null =>
    contact.addresses.find((address) => address.kind === kind)?.value ?? null
  return {
    at,
    language,
    timeZone: workspace.centre.timeZone,
    contact: {
      name: interaction.contact.name,
      email: addressOf('email'),
      phone: addressOf('phone'),
      language: contact.language,
      attributes: contact.attributes,
    },
    agent: workspace.agent,
    interaction: {
      id: interaction.id,
      queueName: workspace.queues.find(({ id }) => id === interaction.queueId)?.name ?? '',
      channel: interaction.channel,
      startedAt: interaction.startedAt,
    },
    caseFields: workspace.caseFields,
    caseData: interaction.caseData,
  }
}
