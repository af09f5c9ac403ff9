import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { inList } from '#web/live/model.ts'
import { go, routeNow } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { pick } from './picker-store.ts'
import { useDisposition } from './use-disposition.ts'

type Done = {
  /** Marks it done and goes on to the next thing in hand; where a disposition is missing, asks for it first. */
  readonly done: () => void
  /** The same once there is a disposition. */
  readonly close: () => Promise<void>
}

export function useDone(interaction: InteractionView): Done {
  const { t } = useText()
  const { acts, live, leaving, notices } = useDesk()
  const { policy, path } = useDisposition(interaction)
  const { id, contact } = interaction

  const close = async (): Promise<void> => {
    if (!(await leaving.mayLeave({ what: 'done', id }))) return
    if (!(await acts.close(id))) return
    notices.tell('done', t('disposition.closed', { name: contact.name }))
    if (routeNow().open !== id) return
    const [next] = [...inList(live.get(), 'ended'), ...inList(live.get(), 'active')].filter(
      (one) => one.id !== id,
    )
    go({ list: next?.state.name === 'ended' ? 'ended' : 'active', open: next?.id ?? null }, 'replace')
  }

  return {
    close,
    done: () => {
      if (policy === 'mandatory' && path === null) pick(id, true)
      else void close()
    },
  }
}
