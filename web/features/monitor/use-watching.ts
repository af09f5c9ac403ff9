/** What a supervisor does with a call that is somebody else's. The own calls wait meanwhile: what is whispered here is heard nowhere else. */
import { useMemo } from 'react'
import type { MonitorMode } from '#core/call/call.ts'
import type { CallView } from '#protocol/call.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { usePhone } from '#web/phone/phone-context.ts'
import { go } from '#web/route.ts'
import { watchedCall } from './watched-call.ts'

export function useWatching() {
  const { live } = useDesk()
  const doing = useCallDoing()
  const phone = usePhone()
  return useMemo(
    () => ({
      /** One call at a time: another one is left. */
      async watch(view: CallView, mode: MonitorMode): Promise<boolean> {
        const now = watchedCall(live.get())
        if (now && now.id !== view.id) void doing.leave(now)
        doing.putOthersAside(view.id)
        phone.attachHere(view.id)
        return await doing.act(view.id, { type: 'monitor', mode })
      },
      leave: (view: CallView) => doing.leave(view),
      /** Whoever takes a call over has it: its conversation opens. */
      async takeOver(view: CallView): Promise<boolean> {
        doing.putOthersAside(view.id)
        const isDone = await doing.act(view.id, { type: 'take-over' })
        if (isDone && view.interactionId) go({ place: 'inbox', list: 'active', open: view.interactionId })
        return isDone
      },
    }),
    [doing, live, phone],
  )
}
