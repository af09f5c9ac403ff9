/**
 * Of several open tabs only one makes sounds: the one that holds a lock of the browser's, which passes on by itself when that tab is closed. A tab asks for it once
 * it can be heard, so that a silent one never keeps the others quiet. Without locks (a page over plain HTTP) each tab sounds for itself.
 */
export type Turn = { readonly isMine: () => boolean; readonly close: () => void }

export function takeTurn(name: string): Turn {
  const { locks } = navigator as Partial<Pick<Navigator, 'locks'>>
  if (!locks) return { isMine: () => true, close: () => undefined }
  const leaving = new AbortController()
  let isMine = false
  locks
    .request(name, { signal: leaving.signal }, async () => {
      isMine = true
      await new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()))
      isMine = false
    })
    // Called off while it waited.
    .catch(() => undefined)
  return { isMine: () => isMine, close: () => leaving.abort() }
}
