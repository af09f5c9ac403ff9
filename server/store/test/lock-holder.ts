import { takeOwnerLock } from '../embedded/owner-lock.ts'

/** A process of its own that tries to own a folder and says whether it does; it ends with the signal of a test. */
try {
  await takeOwnerLock(process.argv[2] ?? '')
  process.stdout.write('"owner"\n')
} catch (error) {
  process.stdout.write(`${JSON.stringify(error instanceof Error ? error.name : error)}\n`)
}
setInterval(() => undefined, 60_000)
