import type { DecisionWhy } from '#core/routing/snapshot.ts'
import type { Text } from '#web/text/use-text.ts'

/** Why this came to me, in a sentence (Q17). */
export function whyText(why: DecisionWhy, { t }: Pick<Text, 't'>): string {
  if (why.preferred) return t('offer.why.preferred')
  const parts = [t(`offer.why.${why.strategy}`)]
  if (why.strategy !== 'all-at-once' && why.candidates > 1)
    parts.push(t('offer.why.among', { count: why.candidates }))
  if (why.relaxed) parts.push(t('offer.why.relaxed'))
  return parts.join(' ')
}
