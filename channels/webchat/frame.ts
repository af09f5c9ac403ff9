/** Reads one frame of a page. What is not ours at all is garbage; a message that is ours but cannot be kept is refused by its name. Pure. */
import { z } from 'zod'
import { maximumMessageLength } from '#protocol/message.ts'
import { widgetFrame, type WidgetFrame } from '#protocol/widget.ts'

/** Far above the longest message, below what one visitor may make us parse. */
const longestFrame = 262_144

export type ReadFrame =
  | { readonly is: 'frame'; readonly frame: WidgetFrame }
  | {
      readonly is: 'unfit'
      readonly clientId: string
      readonly code: string
      readonly details: Readonly<Record<string, string | number>>
    }
  | { readonly is: 'garbage' }

const namedMessage = z.object({
  type: z.literal('say'),
  clientId: z.string().min(8).max(64),
  text: z.unknown(),
})

export function readFrame(text: string): ReadFrame {
  if (text.length > longestFrame) return { is: 'garbage' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { is: 'garbage' }
  }
  const frame = widgetFrame.safeParse(value)
  if (frame.success) return { is: 'frame', frame: frame.data }
  const named = namedMessage.safeParse(value)
  if (!named.success) return { is: 'garbage' }
  const { clientId, text: said } = named.data
  if (typeof said === 'string' && said.length > maximumMessageLength) {
    return { is: 'unfit', clientId, code: 'message-too-long', details: { limit: maximumMessageLength } }
  }
  const problem = frame.error.issues.map((issue) => issue.path.join('.')).join(', ')
  return { is: 'unfit', clientId, code: 'invalid-request', details: { problem } }
}
