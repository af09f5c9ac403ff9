/** Between the caller's page (protocol/web-call.ts) and the server's words (channel.ts). Pure. */
import {
  webCallFrame,
  type WebCallConfig,
  type WebCallFrame,
  type WebCallServerFrame,
} from '#protocol/web-call.ts'
import type { CustomerNews } from '../channel.ts'
import type { ReadPageFrame } from '../page-line.ts'
import { toFormFields } from '../visitor-form.ts'
import type { WebCallSettings } from './settings.ts'

/** An offer of 64 KiB in JSON, with every character escaped, and the frame around it. */
const longestFrame = 524_288

export function readFrame(text: string): ReadPageFrame<WebCallFrame> {
  if (text.length > longestFrame) return { is: 'garbage' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { is: 'garbage' }
  }
  const frame = webCallFrame.safeParse(value)
  return frame.success ? { is: 'frame', frame: frame.data } : { is: 'garbage' }
}

/** Null: not about the call. What is written belongs to the chat. */
export function toFrame(news: CustomerNews): WebCallServerFrame | null {
  if (news.type === 'call') return { type: 'call', call: news.call }
  if (news.type === 'queue') return { type: 'queue', position: news.position, waitMs: news.waitMs }
  return null
}

/** What everybody may know of the settings. */
export function toConfig(
  account: string,
  settings: WebCallSettings,
  hours: { readonly open: boolean; readonly changesAt: number | null },
): WebCallConfig {
  const { title, form, closedText, acceptsWhenClosed, recordingNotice } = settings
  return {
    account,
    title,
    open: hours.open,
    opensAt: hours.open ? null : hours.changesAt,
    closedText,
    acceptsWhenClosed,
    form: toFormFields(form),
    recordingNotice,
  }
}
