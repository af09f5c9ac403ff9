/** Dice that fall the same way for the same seed, on every machine (mulberry32): simulations and benches are repeatable by a number. */
export type Dice = () => number

export function createDice(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A length of time drawn from the exponential distribution. */
export function exponential(dice: Dice, mean: number): number {
  return -Math.log(1 - dice()) * mean
}
