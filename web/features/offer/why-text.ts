import type { DecisionWhy } from '#core/routing/snapshot.ts'
import type { Workspace } from '#protocol/workspace.ts'
import type { Text } from '#web/text/use-text.ts'

/** Why this came to me, in a sentence or two (Q17). */
export function whyText(
  why: DecisionWhy,
  { t, language, local }: Pick<Text, 't' | 'language' | 'local'>,
  skills: Workspace['skills'],
): string {
  const asked = why.skills.flatMap(({ skillId }) => {
    const skill = skills.find(({ id }) => id === skillId)
    return skill ? [local(skill.name)] : []
  })
  const withSkills =
    asked.length > 0 ? [t('offer.why.skills', { skills: new Intl.ListFormat(language).format(asked) })] : []
  if (why.preferred) return [t('offer.why.preferred'), ...withSkills].join(' ')
  const parts = [t(`offer.why.${why.strategy}`)]
  if (why.strategy !== 'all-at-once' && why.candidates > 1)
    parts.push(t('offer.why.among', { count: why.candidates }))
  if (why.relaxed) parts.push(t('offer.why.relaxed'))
  return [...parts, ...withSkills].join(' ')
}
