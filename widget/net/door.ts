/** The widget's way to the server over HTTP: configuration, session, files. An expected refusal is a value with words for the visitor. */
import type { ErrorAnswer } from '#protocol/error.ts'
import type { FileView } from '#protocol/message.ts'
import type { Language } from '#protocol/text.ts'
import type { WidgetConfig } from '#protocol/widget.ts'

/** `refused` is in the visitor's words, null where somebody between us and the server refused. `lost`: away, it may be tried again. */
export type Upload = { readonly file: FileView } | { readonly refused: string | null } | 'lost'

export interface Door {
  config(): Promise<WidgetConfig>
  session(): Promise<string>
  /** Sends a file and tells how far it is, 0 to 1. */
  upload(
    file: File,
    token: string,
    language: Language,
    onProgress: (part: number) => void,
  ): { readonly done: Promise<Upload>; readonly abort: () => void }
  fileAddress(file: FileView, token: string): string
  transcriptAddress(token: string, language: Language): string
  liveAddress(): string
}

async function ask<Answer>(address: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(address, { credentials: 'omit', ...init })
  if (!response.ok) throw new Error(`${response.status} ${address}`)
  return (await response.json()) as Answer
}

export function door(server: string, account: string): Door {
  const hooks = `${server}/hooks/${account}`
  return {
    config: () => ask<WidgetConfig>(`${server}/widget/v1/config?account=${encodeURIComponent(account)}`),
    session: async () => (await ask<{ token: string }>(`${hooks}/session`, { method: 'POST' })).token,
    upload(file, token, language, onProgress) {
      const request = new XMLHttpRequest()
      const body = new FormData()
      body.append('file', file)
      const done = new Promise<Upload>((resolve) => {
        request.onload = () => resolve(readUpload(request.status, request.responseText))
        request.onerror = request.onabort = request.ontimeout = () => resolve('lost')
      })
      request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
      request.open('POST', `${hooks}/files`)
      request.setRequestHeader('authorization', `Bearer ${token}`)
      request.setRequestHeader('accept-language', language)
      request.send(body)
      return { done, abort: () => request.abort() }
    },
    fileAddress: ({ id }, token) => `${hooks}/files/${id}?token=${encodeURIComponent(token)}`,
    transcriptAddress: (token, language) =>
      `${hooks}/transcript?token=${encodeURIComponent(token)}&language=${language}&timeZone=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)}`,
    liveAddress: () => `${hooks.replace(/^http/, 'ws')}/live`,
  }
}

export function readUpload(status: number, text: string): Upload {
  if (status === 0 || status >= 500 || status === 429) return 'lost'
  try {
    const answer = JSON.parse(text) as { file: FileView } | ErrorAnswer
    return 'file' in answer ? answer : { refused: answer.error.message }
  } catch {
    return { refused: null }
  }
}
