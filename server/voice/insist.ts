/** Tries again what cannot be written down now (the database is away), until it is or the server closes. It is tried once in any case. */
export async function insist(
  work: () => Promise<void>,
  { signal, onFault }: { readonly signal: AbortSignal; readonly onFault: (error: unknown) => void },
): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      onFault(error)
    }
    if (signal.aborted) return
    await pause(signal)
  }
}

const againMs = 1_000

async function pause(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const over = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, againMs)
    signal.addEventListener('abort', over)
  })
}
