/** What a robot answers: the next lines of the written conversation that the customer follows, or else a phrase that fits. Pure but for the dice. */
import type { InteractionView } from '#protocol/interaction.ts'
import type { MessageView } from '#protocol/message.ts'
import type { Language } from '#protocol/text.ts'
import { phraseFor } from '../conversation/phrases.ts'
import { findProgress } from '../conversation/scripts.ts'
import type { Line, Script } from '../conversation/script.ts'
import { chooseSlots } from '../conversation/slots.ts'
import { fillIn, patternOf, readSlots, type Slots } from '../conversation/template.ts'
import { createDice, seedOf, type Dice } from '../dice.ts'
import { calledName } from '../people/customer.ts'

export type Reply =
  /** The customer is in the middle of something. */
  | { readonly type: 'listen' }
  | {
      readonly type: 'say'
      readonly lines: readonly Line[]
      readonly slots: Slots
      readonly language: Language
      /** Nothing more is to be said after this. */
      readonly isLast: boolean
      readonly script: Script | null
    }

/** What is said of a customer: those of whom nothing is known are not called by a name. */
function namesOf(
  { contact }: Pick<InteractionView, 'contact'>,
  agentName: string,
  language: Language,
): Slots {
  const nobody = language === 'es' ? 'amigo' : 'friend'
  return { nombre: contact.name === '' ? nobody : calledName(contact.name), agente: calledName(agentName) }
}

/** Who has said nothing yet is greeted. */
const greeted: Readonly<Record<Language, string>> = { es: 'hola', en: 'hello' }

const isSpanish = (text: string): boolean =>
  !/\b(the|is|you|my|have|order|please|thanks|hello|hi)\b/iu.test(text)

/** What an agent would call this conversation in the end, if it is a written one. */
export function scriptOf(messages: readonly MessageView[]): Script | null {
  return findProgress(incomingOf(messages).map(({ text }) => text))?.script ?? null
}

const incomingOf = (messages: readonly MessageView[]): readonly MessageView[] =>
  messages.filter(({ direction }) => direction === 'in')

export function replyTo(
  interaction: Pick<InteractionView, 'id' | 'contact'>,
  messages: readonly MessageView[],
  agentName: string,
  dice: Dice,
): Reply {
  const incoming = incomingOf(messages)
  const last = incoming.at(-1)
  const progress = findProgress(incoming.map(({ text }) => text))
  const language: Language = progress?.script.language ?? (isSpanish(last?.text ?? '') ? 'es' : 'en')
  const names = namesOf(interaction, agentName, language)
  // The same slots each time this conversation is looked at, whoever looks.
  const slots = { ...chooseSlots(createDice(seedOf(interaction.id)), progress?.slots), ...names }
  const general: Reply = {
    type: 'say',
    lines: [{ text: dice.pick(phraseFor(last?.text ?? greeted[language], language)), attachment: null }],
    slots,
    language,
    isLast: false,
    script: progress?.script ?? null,
  }
  if (!progress) return general
  if (progress.finished === null) return { type: 'listen' }
  const turn = progress.script.turns[progress.finished]
  const isLast = progress.finished === progress.script.turns.length - 1
  if (!turn || wasSaid(turn.agent, messages)) return { ...general, isLast }
  return { ...general, lines: turn.agent, isLast }
}

function wasSaid(lines: readonly Line[], messages: readonly MessageView[]): boolean {
  const [first] = lines
  if (!first) return true
  const pattern = patternOf(first.text)
  return messages.some(({ direction, text }) => direction === 'out' && readSlots(pattern, text) !== null)
}

export function inWords({ text }: Line, slots: Slots, dice: Dice): string {
  return fillIn(text, slots, dice)
}
