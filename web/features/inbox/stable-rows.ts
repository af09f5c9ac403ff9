/**
 * What the pointer is over, or what has the keyboard's focus, never moves. While the list is held, every row keeps its place: what is gone stays as a faded place-holder, what is new
 * is added below, and only the contents change. Let go, the list takes its true order.
 */
export type StableRow<Item> = { readonly item: Item; readonly isGone: boolean }

export function stableRows<Item extends { readonly id: string }>(
  shown: readonly StableRow<Item>[],
  sorted: readonly Item[],
  isHeld: boolean,
): readonly StableRow<Item>[] {
  if (!isHeld) return sorted.map((item) => ({ item, isGone: false }))
  const now = new Map(sorted.map((item) => [item.id, item]))
  const kept = shown.map(({ item }) => {
    const current = now.get(item.id)
    return { item: current ?? item, isGone: current === undefined }
  })
  const known = new Set(shown.map(({ item }) => item.id))
  const fresh = sorted.filter(({ id }) => !known.has(id)).map((item) => ({ item, isGone: false }))
  return [...kept, ...fresh]
}

/** What the true order would change: so many came, so many are gone. */
export function heldBack(rows: readonly StableRow<{ readonly id: string }>[], atHold: number) {
  return { came: Math.max(0, rows.length - atHold), gone: rows.filter(({ isGone }) => isGone).length }
}
