/**
 * What of a list is shown. Within one facet one of the chosen ones is enough, and every facet that has a choice must be met. The counts beside the
 * choices say how many rows each would show, given what is chosen in the other facets.
 */
import { ownerOf } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'

export const facets = ['queue', 'channel', 'tag', 'agent'] as const
export type Facet = (typeof facets)[number]

/** Chosen values by facet; a facet without any lets everything through. */
export type Filter = Readonly<Record<Facet, readonly string[]>>

export type Filtered = Pick<InteractionView, 'queueId' | 'channel' | 'tagIds' | 'state'>

export const noFilter: Filter = { queue: [], channel: [], tag: [], agent: [] }

export function isEmpty(filter: Filter): boolean {
  return facets.every((facet) => filter[facet].length === 0)
}

export function valuesOf(row: Filtered, facet: Facet): readonly string[] {
  switch (facet) {
    case 'queue':
      return [row.queueId]
    case 'channel':
      return [row.channel]
    case 'tag':
      return row.tagIds
    case 'agent':
      return [ownerOf(row) ?? '']
  }
}

const passesFacet = (row: Filtered, filter: Filter, facet: Facet): boolean =>
  filter[facet].length === 0 || valuesOf(row, facet).some((value) => filter[facet].includes(value))

export function passes(row: Filtered, filter: Filter, except?: Facet): boolean {
  return facets.every((facet) => facet === except || passesFacet(row, filter, facet))
}

export function toggled(filter: Filter, facet: Facet, value: string): Filter {
  const had = filter[facet].includes(value)
  return {
    ...filter,
    [facet]: had ? filter[facet].filter((one) => one !== value) : [...filter[facet], value],
  }
}

/** How many rows each value would show. All that the list has are named, also with none, so that nothing moves while one chooses. */
export function countsOf(
  rows: readonly Filtered[],
  filter: Filter,
  facet: Facet,
): ReadonlyMap<string, number> {
  const counts = new Map(filter[facet].map((value) => [value, 0]))
  for (const row of rows) {
    const one = passes(row, filter, facet) ? 1 : 0
    for (const value of valuesOf(row, facet)) counts.set(value, (counts.get(value) ?? 0) + one)
  }
  return counts
}

/** How many rows each facet keeps out. A row that several keep out counts for each of them. */
export function hiddenBy(
  rows: readonly Filtered[],
  filter: Filter,
): readonly { readonly facet: Facet; readonly count: number }[] {
  return facets.flatMap((facet) => {
    const count =
      filter[facet].length === 0 ? 0 : rows.filter((row) => !passesFacet(row, filter, facet)).length
    return count === 0 ? [] : [{ facet, count }]
  })
}

/** What a device remembers may be of another version. */
export function filterFrom(kept: unknown): Filter {
  if (typeof kept !== 'object' || kept === null) return noFilter
  const texts = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  const of = new Map<string, unknown>(Object.entries(kept))
  return {
    queue: texts(of.get('queue')),
    channel: texts(of.get('channel')),
    tag: texts(of.get('tag')),
    agent: texts(of.get('agent')),
  }
}
