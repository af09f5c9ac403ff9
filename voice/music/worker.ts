/** The thread in which a file is converted: told which one when it is started, it tells how far it is and at last what came of it. */
import { parentPort, workerData } from 'node:worker_threads'
import { convert, type Converted } from './convert.ts'

export type FromWorker =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'converted'; readonly converted: Converted }

const leastProgress = 0.01

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const tell = (message: FromWorker): void => parentPort?.postMessage(message)

let told = 0
const { file } = workerData as { readonly file: Uint8Array }
const converted = await convert(Buffer.from(file.buffer, file.byteOffset, file.byteLength), (share) => {
  if (share - told < leastProgress) return
  told = share
  tell({ type: 'progress', share })
})
tell({ type: 'converted', converted })
