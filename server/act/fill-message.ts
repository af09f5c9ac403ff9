/**
 * Tokens that are still in a text when it is said (T1–T7): typed, pasted, or sent by a program. They are filled in here, whatever the page showed,
 * and a text in which one stays without a value is not said at all. A text without tokens costs nothing.
 */
import { ownerOf } from '#core/interaction/interaction.ts'
import type { InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { languageOf } from '#core/response/choose-wording.ts'
import { refuse, type Refusal } from '#core/step.ts'
import { fillTokens } from '#core/text-token/fill-tokens.ts'
import { parseTokens } from '#core/text-token/parse-tokens.ts'
import { tokenValues, type TokenFacts } from '#core/text-token/token-values.ts'
import type { Language } from '#protocol/text.ts'
import type { Context } from '../context.ts'
import { readAddresses, readContact } from '../store/contact-row.ts'
import { readInteraction, type InteractionRecord } from '../store/interaction-record.ts'

export async function fillMessage(
  context: Context,
  actor: Actor,
  id: InteractionId,
  text: string,
  language: Language,
): Promise<{ readonly text: string } | Refusal<'token-unresolved'>> {
  if (!text.includes('<$') || parseTokens(text).length === 0) return { text }
  const record = await readInteraction(context.database, id)
  // Who may not speak here learns nothing of the contact; the saying refuses it.
  if (!record || ownerOf(record.interaction) !== actor.agentId) return { text }
  const filled = fillTokens(text, tokenValues(await readTokenFacts(context, actor, record, language)))
  return filled.unresolved.length === 0
    ? { text: filled.text }
    : refuse('token-unresolved', { tokens: filled.unresolved.map(({ raw }) => raw).join(', ') })
}

/** `language`: the agent's own; the text is in the customer's where that is known. */
async function readTokenFacts(
  context: Context,
  actor: Actor,
  { interaction, contactName, caseData, startedAt }: InteractionRecord,
  language: Language,
): Promise<TokenFacts> {
  const { database, configuration } = context
  const [contact, addresses] = await Promise.all([
    readContact(database, interaction.contactId),
    readAddresses(database, interaction.contactId),
  ])
  const centre = configuration.centre()
  const agent = configuration.agent(actor.agentId)
  const addressOf = (kind: string): string | null =>
    addresses.find((address) => address.kind === kind)?.value ?? null
  return {
    at: context.now(),
    timeZone: centre.timeZone,
    language: languageOf([contact?.language ?? null, language, centre.language]),
    contact: {
      name: contactName,
      email: addressOf('email'),
      phone: addressOf('phone'),
      language: contact?.language ?? null,
      attributes: contact?.attributes ?? {},
    },
    agent: { name: agent?.name ?? '', email: agent?.email ?? '' },
    interaction: {
      id: interaction.id,
      queueName: configuration.queue(interaction.queueId)?.name ?? '',
      channel: interaction.channel,
      startedAt,
    },
    caseFields: configuration.caseFields(),
    caseData,
  }
}
