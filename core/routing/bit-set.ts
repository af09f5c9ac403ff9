/** A set of small numbers as bits: "free, a member and skilled" for a thousand agents is a few dozen ANDs. */
export type BitSet = { words: Int32Array }

export function createBitSet(): BitSet {
  return { words: new Int32Array(1) }
}

export function setBit(set: BitSet, number: number, isIn: boolean): void {
  const index = number >> 5
  if (index >= set.words.length) {
    if (!isIn) return
    const words = new Int32Array(Math.max(index + 1, 2 * set.words.length))
    words.set(set.words)
    set.words = words
  }
  const word = set.words[index] ?? 0
  set.words[index] = isIn ? word | (1 << number) : word & ~(1 << number)
}

export function hasBit({ words }: BitSet, number: number): boolean {
  return ((words[number >> 5] ?? 0) & (1 << number)) !== 0
}

/** The lowest number in a word of 32 that is not empty. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}
