/** Sends one file with its progress; `fetch` cannot tell how much of a body has left, the older interface can. */
import type { FileView } from '#protocol/message.ts'
import type { Language } from '#protocol/text.ts'
import { offline, problemOf, type Answer } from './problem.ts'

export type Upload = { readonly done: Promise<Answer<FileView>>; readonly cancel: () => void }

export type StartUpload = (file: File, onProgress: (share: number) => void) => Upload

export function createUpload(languageNow: () => Language): StartUpload {
  return (file, onProgress) => {
    const request = new XMLHttpRequest()
    const done = new Promise<Answer<FileView>>((resolve) => {
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total)
      })
      request.addEventListener('load', () => resolve(answerOf(request)))
      for (const failure of ['error', 'abort', 'timeout'] as const) {
        request.addEventListener(failure, () => resolve({ ok: false, problem: offline }))
      }
    })
    const form = new FormData()
    form.append('file', file, file.name)
    request.open('POST', '/api/v1/files')
    request.setRequestHeader('accept-language', languageNow())
    request.send(form)
    return { done, cancel: () => request.abort() }
  }
}

function answerOf(request: XMLHttpRequest): Answer<FileView> {
  const body = parsed(request.responseText)
  if (request.status >= 200 && request.status < 300 && isKept(body)) return { ok: true, value: body.file }
  return { ok: false, problem: problemOf(request.status, body) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isKept(body: unknown): body is { readonly file: FileView } {
  return typeof body === 'object' && body !== null && 'file' in body
}
