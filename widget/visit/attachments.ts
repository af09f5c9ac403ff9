/**
 * The files beside the text being written: each is sent to the server as soon as it is chosen, so that sending the message is quick, and the
 * server's word on its content is shown on it. What is there already is part of the draft and survives a reload.
 */
import type { FileView } from '#protocol/message.ts'
import type { Upload } from '../net/door.ts'

export type Attachment = {
  readonly key: number
  readonly name: string
  readonly sizeBytes: number
  readonly status:
    | { readonly is: 'uploading'; readonly part: number }
    | { readonly is: 'there'; readonly file: FileView }
    /** `why` null: said by nobody we know. */
    | { readonly is: 'refused'; readonly why: string | null }
    | { readonly is: 'lost' }
}

export interface AttachmentParts {
  readonly limits: () => { readonly maximumBytes: number; readonly perMessage: number }
  readonly tooLarge: (maximumBytes: number) => string
  readonly tooMany: (perMessage: number) => string
  readonly upload: (
    file: File,
    onProgress: (part: number) => void,
  ) => Promise<{ readonly done: Promise<Upload>; readonly abort: () => void }>
  /** Called after every change, with what may be sent. */
  readonly onChange: (ready: readonly FileView[]) => void
}

export interface Attachments {
  readonly all: readonly Attachment[]
  readonly isBusy: boolean
  readonly ready: readonly FileView[]
  add(files: readonly File[]): void
  retry(key: number): void
  /** Tries again what was lost on the way. */
  retryLost(): void
  remove(key: number): void
  /** Shows the files of a draft, instead of what is there. */
  restore(files: readonly FileView[]): void
  /** They were sent; what was refused has been seen. */
  clear(): void
}

export function attachments({ limits, tooLarge, tooMany, upload, onChange }: AttachmentParts): Attachments {
  let all: readonly Attachment[] = []
  let keys = 0
  const sources = new Map<number, File>()
  const aborts = new Map<number, () => void>()

  const ready = (): FileView[] => all.flatMap(({ status }) => (status.is === 'there' ? [status.file] : []))
  const tell = () => onChange(ready())

  function change(key: number, status: Attachment['status']): void {
    all = all.map((one) => (one.key === key ? { ...one, status } : one))
    tell()
  }

  async function send(key: number, source: File): Promise<void> {
    change(key, { is: 'uploading', part: 0 })
    try {
      const { done, abort } = await upload(source, (part) => {
        if (all.some((one) => one.key === key && one.status.is === 'uploading'))
          change(key, { is: 'uploading', part })
      })
      aborts.set(key, abort)
      const answer = await done
      if (answer === 'lost') change(key, { is: 'lost' })
      else if ('file' in answer) change(key, { is: 'there', file: answer.file })
      else change(key, { is: 'refused', why: answer.refused })
    } catch {
      change(key, { is: 'lost' })
    } finally {
      aborts.delete(key)
    }
  }

  function put(name: string, sizeBytes: number, status: Attachment['status']): number {
    keys += 1
    all = [...all, { key: keys, name, sizeBytes, status }]
    return keys
  }

  function retry(key: number): void {
    const source = sources.get(key)
    if (source) void send(key, source)
  }

  return {
    get all() {
      return all
    },
    get isBusy() {
      return all.some(({ status }) => status.is === 'uploading')
    },
    get ready() {
      return ready()
    },
    add(files) {
      const { maximumBytes, perMessage } = limits()
      for (const file of files) {
        const isOver = all.filter(({ status }) => status.is !== 'refused').length >= perMessage
        if (isOver || file.size > maximumBytes) {
          put(file.name, file.size, {
            is: 'refused',
            why: isOver ? tooMany(perMessage) : tooLarge(maximumBytes),
          })
          continue
        }
        const key = put(file.name, file.size, { is: 'uploading', part: 0 })
        sources.set(key, file)
        void send(key, file)
      }
      tell()
    },
    retry,
    retryLost() {
      for (const { key, status } of all) if (status.is === 'lost') retry(key)
    },
    remove(key) {
      aborts.get(key)?.()
      sources.delete(key)
      all = all.filter((one) => one.key !== key)
      tell()
    },
    restore(files) {
      const unsettled = all.filter(({ status }) => status.is !== 'there')
      all = unsettled
      for (const file of files) put(file.name, file.sizeBytes, { is: 'there', file })
    },
    clear() {
      all = all.filter(({ status }) => status.is === 'lost' || status.is === 'uploading')
    },
  }
}
