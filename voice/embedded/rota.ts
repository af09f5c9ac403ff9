/**
 * Spreads what each of many needs now and then evenly over time: everybody has a turn once a round. Done for all at once it would be a pause
 * that every voice hears.
 */
export type Rota<Member> = {
  readonly add: (member: Member) => void
  readonly remove: (member: Member) => void
  /** Whose turn it is now. */
  readonly next: () => Iterable<Member>
}

export function createRota<Member>(turns: number): Rota<Member> {
  const shifts = Array.from({ length: turns }, () => new Set<Member>())
  const shiftOf = new Map<Member, Set<Member>>()
  const none = new Set<Member>()
  let turn = 0

  return {
    add(member) {
      if (shiftOf.has(member)) return
      const emptiest = shifts.reduce(
        (least, shift) => (shift.size < least.size ? shift : least),
        shifts[0] ?? none,
      )
      emptiest.add(member)
      shiftOf.set(member, emptiest)
    },
    remove(member) {
      shiftOf.get(member)?.delete(member)
      shiftOf.delete(member)
    },
    next() {
      turn = (turn + 1) % turns
      return shifts[turn] ?? none
    },
  }
}
