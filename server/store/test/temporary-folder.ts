import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that any user may walk through, as root's database needs it; the caller removes it. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'atiende-test-'))
  await chmod(folder, 0o755)
  return folder
}

/** The same for one test, removed when it is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await makeTemporaryFolder()
  onTestFinished(async () => await rm(folder, { recursive: true, force: true }))
  return folder
}
