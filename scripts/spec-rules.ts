/**
 * The numbered rules of core/SPEC.md and the tests that cite them. A rule stands in a line that begins `- **[I3]** …`; a test
 * cites it at the start of its title: `it('[I3] …')`, `describe('[I3][I4] …')`.
 */

const ruleLine = /^- \*\*\[([A-Z]+\d+[a-z]?)\]\*\*/gm
/** Any call whose first argument begins with an id, so that `it.each(…)('[I3] …')` counts whatever its table holds. */
const title = /\(\s*['"`]((?:\[[A-Z]+\d+[a-z]?\][ ,]*)+)/g
const id = /\[([A-Z]+\d+[a-z]?)\]/g

export const rulesIn = (spec: string): string[] => [...spec.matchAll(ruleLine)].map((match) => match[1] ?? '')

export const citationsIn = (testSource: string): string[] =>
  [...testSource.matchAll(title)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(id)].map((found) => found[1] ?? ''),
  )

export function compareWithSpec(spec: string, testSources: readonly string[]) {
  const rules = rulesIn(spec)
  const cited = new Set(testSources.flatMap(citationsIn))
  return {
    twice: rules.filter((rule, index) => rules.indexOf(rule) !== index),
    untested: rules.filter((rule) => !cited.has(rule)),
    unknown: [...cited].filter((rule) => !rules.includes(rule)).sort(),
  }
}
