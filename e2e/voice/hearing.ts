/** Who hears whom, all at once: each person sounds with a tone of their own, and a state holds when several looks in a row agree. */

/** Which of these tones (Hz) somebody hears now. */
export type Ear = (tones: readonly number[]) => Promise<readonly number[]>

const patienceMs = 25_000
const betweenLooksMs = 60
/** The sound of the last 170 ms counts each time, so that these looks have all of their sound from after the change. */
const looks = 4

export function hearingOf<Name extends string>(tones: Readonly<Record<Name, number>>) {
  const names = Object.keys(tones) as Name[]
  const all = Object.values<number>(tones)
  /** Throws with what is heard when it does not come to be so. */
  return async (
    ears: Partial<Record<Name, Ear>>,
    wished: Partial<Record<Name, readonly Name[]>>,
  ): Promise<void> => {
    const listeners = Object.keys(wished) as Name[]
    const text = (heard: readonly (readonly [Name, readonly Name[]])[]): string =>
      heard.map(([who, whom]) => `${who} hears ${whom.toSorted().join(' and ') || 'nothing'}`).join(', ')
    const wish = text(listeners.map((name) => [name, wished[name] ?? []]))
    const endsAt = performance.now() + patienceMs
    let agreed = 0
    for (;;) {
      const heard = await Promise.all(
        listeners.map(async (name) => {
          const found = (await ears[name]?.(all)) ?? []
          return [name, names.filter((one) => found.includes(tones[one]))] as const
        }),
      )
      agreed = text(heard) === wish ? agreed + 1 : 0
      if (agreed === looks) return
      if (performance.now() > endsAt) throw new Error(`Wished: ${wish}. But: ${text(heard)}.`)
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs))
    }
  }
}
