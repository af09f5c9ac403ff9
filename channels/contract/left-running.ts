/**
 * What a piece of work leaves behind: timers, sockets, servers, child processes that were begun inside it and have not ended. Node tells of
 * each as it comes and goes; what was begun outside the work (by the test runner, say) does not count.
 */
import { AsyncLocalStorage, createHook } from 'node:async_hooks'

const lasting =
  /^(Timeout|Immediate|TCP|PIPE|TLS|UDP|HTTP|PROCESS|FSEVENT|WORKER|STATWATCHER|QUERYWRAP|GETADDRINFO)/

/** Runs `work` and then waits a little for its ends; answers with the kinds of thing that are still there. */
export async function leftRunning(work: () => Promise<void>): Promise<string[]> {
  const inside = new AsyncLocalStorage<true>()
  const running = new Map<number, string>()
  const hook = createHook({
    init(id, kind) {
      if (lasting.test(kind) && inside.getStore()) running.set(id, kind)
    },
    destroy(id) {
      running.delete(id)
    },
  }).enable()
  try {
    await inside.run(true, work)
    for (let turn = 0; turn < 100 && running.size > 0; turn += 1)
      await inside.exit(() => new Promise((resolve) => setImmediate(resolve)))
  } finally {
    hook.disable()
  }
  return [...running.values()]
}
