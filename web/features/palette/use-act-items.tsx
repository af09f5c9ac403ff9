import { BellRing, CircleUser, List, MessageSquare, PanelTop, Phone, type LucideIcon } from 'lucide-react'
import { useMemo, useSyncExternalStore } from 'react'
import { activeKey, capsOf, keyActs, keysNow, type KeyAct } from '#web/keys/key-map.ts'
import { theActs, watchActs } from '#web/live/act-list.ts'
import { useText } from '#web/text/use-text.ts'
import type { PaletteItem } from './palette-item.ts'

const icons: Readonly<Record<string, LucideIcon>> = {
  offer: BellRing,
  call: Phone,
  conversation: MessageSquare,
  me: CircleUser,
  list: List,
}

/** The palette itself is open already; the list is stepped through faster by its keys. */
const leftOut: ReadonlySet<string> = new Set(['page.palette', 'list.open'])

/** What the features say can be done now, each once. */
export function useActItems(): readonly PaletteItem[] {
  const { t } = useText()
  const acts = useSyncExternalStore(watchActs, theActs)
  const keys = useSyncExternalStore(keysNow.subscribe, keysNow.get)
  return useMemo(() => {
    const seen = new Set(leftOut)
    return acts
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .map(({ id, name, hint, words, icon, run }): PaletteItem => {
        const act = keyActs.find((one) => one === id)
        const Icon = icons[id.split('.')[0] ?? ''] ?? PanelTop
        const key = act && keys ? activeKey(act) : null
        return {
          id,
          group: 'act',
          name: name ?? (act ? t(`keys.act.${act satisfies KeyAct}`) : id),
          hint,
          words,
          icon: icon ?? <Icon size={16} />,
          ...(key === null ? { isOnlyFound: act === undefined } : { keys: capsOf(key) }),
          run,
        }
      })
      .toSorted((a, b) => importance(a.id) - importance(b.id))
  }, [acts, keys, t])
}

/** An offer cannot wait; then the call, what is open, the own state, and last the page. */
const order = ['offer.', 'call.', 'conversation.', 'me.', 'list.', 'page.']
const importance = (id: string): number => {
  const place = order.findIndex((start) => id.startsWith(start))
  return place === -1 ? order.length : place
}
