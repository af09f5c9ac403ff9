/**
 * A binary heap whose members know their slot, so that one can be taken from the middle: a customer who leaves, an agent's proposal
 * that is no longer true. The first is always `members[0]`. A member is in one heap at a time.
 */
export type Slotted = { slot: number }

export type SlottedHeap<Member extends Slotted> = {
  readonly members: Member[]
  readonly before: (one: Member, other: Member) => boolean
}

export const outside = -1

export function createHeap<Member extends Slotted>(
  before: (one: Member, other: Member) => boolean,
): SlottedHeap<Member> {
  return { members: [], before }
}

export function insert<Member extends Slotted>(heap: SlottedHeap<Member>, member: Member): void {
  member.slot = heap.members.length
  heap.members.push(member)
  rise(heap, member)
}

export function remove<Member extends Slotted>(heap: SlottedHeap<Member>, member: Member): void {
  const { members } = heap
  const last = members.pop()
  const { slot } = member
  member.slot = outside
  if (!last || last === member) return
  members[slot] = last
  last.slot = slot
  reorder(heap, last)
}

/** To be called when what a member is ordered by has changed. */
export function reorder<Member extends Slotted>(heap: SlottedHeap<Member>, member: Member): void {
  if (!rise(heap, member)) sink(heap, member)
}

function rise<Member extends Slotted>({ members, before }: SlottedHeap<Member>, member: Member): boolean {
  const start = member.slot
  let slot = start
  while (slot > 0) {
    const above = (slot - 1) >> 1
    const parent = members[above]
    if (!parent || !before(member, parent)) break
    members[slot] = parent
    parent.slot = slot
    slot = above
  }
  if (slot === start) return false
  members[slot] = member
  member.slot = slot
  return true
}

function sink<Member extends Slotted>({ members, before }: SlottedHeap<Member>, member: Member): void {
  let { slot } = member
  for (;;) {
    const left = members[2 * slot + 1]
    if (!left) break
    const right = members[2 * slot + 2]
    const child = right && before(right, left) ? right : left
    if (!before(child, member)) break
    const below = child.slot
    members[slot] = child
    child.slot = slot
    slot = below
  }
  members[slot] = member
  member.slot = slot
}
