/**
 * Time that passes as fast as it can: every course of events says when it wants to go on, and whoever is next goes on. A course is a
 * generator that yields the instant of its next step.
 */
export type Course = AsyncGenerator<number, void, void>

export async function playAll(courses: readonly Course[], setClock: (at: number) => void): Promise<void> {
  const waiting: { readonly at: number; readonly order: number; readonly course: Course }[] = []
  let order = 0

  async function goOn(course: Course): Promise<void> {
    const { done, value } = await course.next()
    if (done === true) return
    order += 1
    const place = waiting.findIndex(({ at }) => at > value)
    waiting.splice(place === -1 ? waiting.length : place, 0, { at: value, order, course })
  }

  for (const course of courses) await goOn(course)
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    setClock(next.at)
    await goOn(next.course)
  }
}
