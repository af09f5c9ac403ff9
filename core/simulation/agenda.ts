/** What is to happen in virtual time: the earliest first, and at one instant in the order in which it was planned. */
import { createHeap, insert, outside, remove, type SlottedHeap } from '../routing/slotted-heap.ts'

type Entry<Task> = {
  readonly at: number
  readonly order: number
  readonly key: string | null
  readonly task: Task
  slot: number
}

export type Agenda<Task> = {
  readonly heap: SlottedHeap<Entry<Task>>
  readonly byKey: Map<string, Entry<Task>>
  planned: number
}

export function createAgenda<Task>(): Agenda<Task> {
  const heap = createHeap<Entry<Task>>(
    (one, other) => one.at < other.at || (one.at === other.at && one.order < other.order),
  )
  return { heap, byKey: new Map(), planned: 0 }
}

/** A key names a task that can be called off; planning it again replaces it. */
export function plan<Task>(agenda: Agenda<Task>, at: number, task: Task, key: string | null = null): void {
  if (key !== null) callOff(agenda, key)
  const entry = { at, order: agenda.planned++, key, task, slot: outside }
  insert(agenda.heap, entry)
  if (key !== null) agenda.byKey.set(key, entry)
}

export function callOff<Task>(agenda: Agenda<Task>, key: string): void {
  const entry = agenda.byKey.get(key)
  if (!entry) return
  agenda.byKey.delete(key)
  remove(agenda.heap, entry)
}

/** When the next one is due; Infinity: nothing is planned. */
export function nextAt<Task>({ heap }: Agenda<Task>): number {
  return heap.members[0]?.at ?? Infinity
}

export function takeNext<Task>(agenda: Agenda<Task>): Task | null {
  const entry = agenda.heap.members[0]
  if (!entry) return null
  remove(agenda.heap, entry)
  if (entry.key !== null) agenda.byKey.delete(entry.key)
  return entry.task
}
