/** The lists of the inbox, told apart in one pass for everything on the page that counts or shows them. */
import type { AgentId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { listOf, type ListName, type LiveModel } from './model.ts'

export type Lists = Readonly<Record<ListName, readonly InteractionView[]>>

type Listed = Pick<LiveModel, 'interactions' | 'me'>

/** The last ones are remembered: all who ask after one change get the same. */
let known: { readonly of: Listed['interactions']; readonly me: AgentId; readonly lists: Lists } | null = null

export function listsOf({ interactions, me }: Listed): Lists {
  if (known?.of === interactions && known.me === me) return known.lists
  const lists: Record<ListName, InteractionView[]> = {
    active: [],
    pending: [],
    ended: [],
    workbin: [],
    others: [],
  }
  for (const { shown } of interactions.values()) {
    const list = listOf(shown, me)
    if (list) lists[list].push(shown)
  }
  known = { of: interactions, me, lists }
  return lists
}
