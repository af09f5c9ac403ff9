/** Files on their way into a message: each with its progress, in the conversation it is for, whichever conversation is open meanwhile. */
import type { InteractionId } from '#core/id.ts'
import type { FileView } from '#protocol/message.ts'
import type { Problem } from '#web/net/problem.ts'
import type { StartUpload } from '#web/net/upload.ts'
import { createStore, type Store } from '#web/live/store.ts'

export type Attachment = {
  readonly key: number
  readonly interactionId: InteractionId
  readonly name: string
  readonly sizeBytes: number
  /** 0–1. */
  readonly progress: number
  readonly file: FileView | null
  readonly problem: Problem | null
}

export type Attachments = {
  readonly store: Store<readonly Attachment[]>
  add(interactionId: InteractionId, files: Iterable<File>): void
  /** Files that are on the server already. */
  addKept(interactionId: InteractionId, files: readonly FileView[]): void
  /** In place of those that are there; what is still on its way stays. */
  replaceKept(interactionId: InteractionId, files: readonly FileView[]): void
  /** Stops it if it is still on its way. */
  remove(key: number): void
  /** They have gone with a message. */
  clear(interactionId: InteractionId): void
}

/** As many as one message takes. */
export const mostFiles = 10

export function createAttachments(upload: StartUpload): Attachments {
  const store = createStore<readonly Attachment[]>([])
  const running = new Map<number, () => void>()
  let lastKey = 0

  const change = (key: number, what: Partial<Attachment>): void =>
    store.update((all) => all.map((one) => (one.key === key ? { ...one, ...what } : one)))

  const kept = (interactionId: InteractionId, file: FileView): Attachment => ({
    key: ++lastKey,
    interactionId,
    name: file.name,
    sizeBytes: file.sizeBytes,
    progress: 1,
    file,
    problem: null,
  })

  async function start(interactionId: InteractionId, file: File): Promise<void> {
    const key = ++lastKey
    const { name, size: sizeBytes } = file
    store.update((all) => [
      ...all,
      { key, interactionId, name, sizeBytes, progress: 0, file: null, problem: null },
    ])
    const { done, cancel } = upload(file, (progress) => change(key, { progress }))
    running.set(key, cancel)
    const answer = await done
    running.delete(key)
    change(key, answer.ok ? { progress: 1, file: answer.value } : { problem: answer.problem })
  }

  return {
    store,
    add(interactionId, files) {
      const room = mostFiles - store.get().filter((one) => one.interactionId === interactionId).length
      for (const file of [...files].slice(0, Math.max(0, room))) void start(interactionId, file)
    },
    addKept: (interactionId, files) =>
      store.update((all) => [...all, ...files.map((file) => kept(interactionId, file))]),
    replaceKept(interactionId, files) {
      store.update((all) => [
        ...all.filter((one) => one.interactionId !== interactionId || one.file === null),
        ...files.map((file) => kept(interactionId, file)),
      ])
    },
    remove(key) {
      running.get(key)?.()
      store.update((all) => all.filter((one) => one.key !== key))
    },
    clear: (interactionId) => store.update((all) => all.filter((one) => one.interactionId !== interactionId)),
  }
}
