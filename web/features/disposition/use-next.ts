import type { InteractionId } from '#core/id.ts'
import { afterDone } from '#web/live/after-done.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { lookOf } from '#web/ui/state-look.ts'

/** The name of the state that marking it done leads to; null: it changes nothing. */
export function useNext(id: InteractionId): string | null {
  const { t, local } = useText()
  const { now } = useDesk()
  const { reasons } = useWorkspace()
  const own = useLive((model) => model.own?.shown ?? null)
  const next = own ? afterDone(own.presence, id, now()) : null
  if (!next) return null
  const { reason } = lookOf(next, reasons)
  return reason ? local(reason.name) : t(`state.name.${next.name}`)
}
