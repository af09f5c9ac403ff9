/**
 * Whether this page goes on with what its tab had before it was loaded again. A tab that was duplicated has the same storage as the first one; the first one
 * holds a lock of the browser's, and lets go of it when it is loaded again or closed.
 */
const tabKey = 'atiende.tab'
/** The page before may take a moment to let go. */
const patienceMs = 400

export async function isSameTab(): Promise<boolean> {
  const known = sessionStorage.getItem(tabKey)
  if (known !== null && (await holds(known))) return true
  const fresh = crypto.randomUUID()
  sessionStorage.setItem(tabKey, fresh)
  await holds(fresh)
  return false
}

async function holds(id: string): Promise<boolean> {
  const { locks } = navigator as Partial<Pick<Navigator, 'locks'>>
  if (!locks) return true
  const giveUp = new AbortController()
  return await new Promise((resolve) => {
    const patience = setTimeout(() => giveUp.abort(), patienceMs)
    locks
      .request(`atiende.tab.${id}`, { signal: giveUp.signal }, async () => {
        clearTimeout(patience)
        resolve(true)
        // Until the page goes.
        await new Promise(() => undefined)
      })
      .catch(() => resolve(false))
  })
}
