/** Which wording of a response fits a conversation (V2). */
import type { ChannelKind } from '../channel-kind.ts'
import type { TextLanguage } from '../text-token/language.ts'

export type Wording = {
  readonly language: TextLanguage
  /** Null: for every channel that has no wording of its own. */
  readonly channels: readonly ChannelKind[] | null
}

/** The customer's language as it is known (BCP 47, or nothing), the agent's and the centre's, in this order. */
export type LanguageWish = readonly [customer: string | null, agent: TextLanguage, centre: TextLanguage]

/** The language in which to write to somebody when there is nothing written yet (T5). */
export function languageOf([customer, agent]: LanguageWish): TextLanguage {
  return knownLanguage(customer) ?? agent
}

/** Null: all its wordings are for other channels. */
export function chooseWording<W extends Wording>(
  wordings: readonly W[],
  channel: ChannelKind,
  [customer, agent, centre]: LanguageWish,
): W | null {
  const wished = [knownLanguage(customer), agent, centre]
  const fitting = wordings
    .filter(({ channels }) => channels === null || channels.includes(channel))
    .map((wording, place) => {
      const rank = wished.indexOf(wording.language)
      return { wording, place, rank: rank < 0 ? wished.length : rank, general: wording.channels === null }
    })
  const [best] = fitting.toSorted(
    (a, b) => a.rank - b.rank || Number(a.general) - Number(b.general) || a.place - b.place,
  )
  return best?.wording ?? null
}

function knownLanguage(code: string | null): TextLanguage | null {
  const base = code?.slice(0, 2).toLowerCase()
  const isWhole = code === null || code.length === 2 || /^[-_]/.test(code.slice(2))
  return isWhole && (base === 'es' || base === 'en') ? base : null
}
