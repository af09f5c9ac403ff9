import type { CallView } from '#protocol/call.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { mayOf } from './may.ts'

/** What the one button of the recording does next; null: the queue records nothing, or it is not this agent’s to say. */
export function useNextRecording(view: CallView): 'on' | 'paused' | null {
  const { me } = useDesk()
  if (!mayOf(view, me).record) return null
  return view.recording === 'on' ? 'paused' : 'on'
}
