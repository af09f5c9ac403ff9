/**
 * What a channel's abilities forbid, decided in one place for all of them, before the provider is asked. Reasons are codes of the error
 * registry where it has one, so that the agent is told in words.
 */
import type { Abilities, Delivery, OutboundAct } from './channel.ts'

/** Why `act` cannot go out on a channel with these abilities; null when it can. */
export function beyondAbilities(act: OutboundAct, can: Abilities): Delivery | null {
  if (!can.acts.includes(act.type)) return { outcome: 'unsupported', reason: 'unsupported-act' }
  if (act.text.length > can.textLimit) return { outcome: 'rejected', reason: 'message-too-long' }
  if (act.text.trim() === '' && act.files.length === 0)
    return { outcome: 'rejected', reason: 'message-empty' }
  if (act.files.length === 0) return null

  const { files } = can
  if (files === null) return { outcome: 'unsupported', reason: 'file-refused' }
  if (act.files.length > files.perMessage) return { outcome: 'rejected', reason: 'too-large' }
  for (const file of act.files) {
    if (file.sizeBytes > files.maximumBytes) return { outcome: 'rejected', reason: 'too-large' }
    if (!files.kinds.includes(file.mime)) return { outcome: 'rejected', reason: 'file-refused' }
  }
  return null
}
