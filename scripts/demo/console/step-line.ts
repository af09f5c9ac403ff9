/** One line a step on the console: what is being done, and how long it took. */
export type Say = (text: string) => void

export async function step<T>(say: Say, title: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  say(`${title} … `)
  try {
    const result = await work()
    say(`done (${((performance.now() - startedAt) / 1000).toFixed(1)} s)\n`)
    return result
  } catch (error) {
    say('failed\n')
    throw error
  }
}
