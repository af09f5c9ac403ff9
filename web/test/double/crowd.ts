/** Many colleagues in every state, for a double's centre: who they are follows from their number. */
import type { AgentId } from '#core/id.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import { newPresence } from '#core/presence/step.ts'
import type { Centre } from './centre.ts'
import { people, sales, support, type Person } from './configuration.ts'

const firstNames = ['Ana', 'Íñigo', 'Zoe', 'Óscar', 'Nuria', 'Tomás', 'Abril', 'Ramón', 'Irene', 'Joel']
const lastNames = [
  'Agüero',
  'Benítez',
  'Castaño',
  'Domínguez',
  'Echeverría',
  'Fuentes',
  'Gallardo',
  'Hinojosa',
]

const asked = (
  state: 'ready' | 'dnd' | 'not-ready',
  reasonId: `rsn_${string}` | null = null,
): PresenceEvent => ({
  type: 'state-asked',
  channels: 'all',
  state,
  reasonId,
  pendingWhileBusy: false,
})

/** Adds them; the answer takes them away again, because the people of the double are the same for all its centres. */
export function crowd(centre: Centre, count: number): () => void {
  const all = people as Person[]
  const before = all.length
  for (let index = 0; index < count; index++) {
    const id: AgentId = `agt_crowd${index}`
    const channels = index % 3 === 0 ? (['voice', 'web-chat', 'email'] as const) : (['web-chat'] as const)
    const maximum = { 'web-chat': 4, voice: 1, email: 3 }
    all.push({
      id,
      name: `${firstNames[index % firstNames.length]} ${lastNames[Math.floor(index / 10) % lastNames.length]} ${index}`,
      email: `crowd${index}@example.org`,
      role: 'agent',
      queueIds: index % 2 === 0 ? [sales] : [sales, support],
      teamIds: [],
      skillIds: index % 4 === 0 ? ['skl_english'] : [],
      channels,
      maximum,
      password: 'crowd',
    })
    const capacity = { maximum, interruptedBy: {} }
    centre.presences.set(id, { presence: newPresence(id, channels, capacity, Date.now()), version: 1 })
    if (index % 5 === 4) continue
    centre.presence(id, { type: 'signed-in' })
    if (index % 5 === 1) centre.presence(id, asked('not-ready', 'rsn_break'))
    else if (index % 5 === 2) centre.presence(id, asked('dnd'))
    else centre.presence(id, asked('ready'))
    if (index % 10 === 3)
      centre.presence(id, {
        type: 'handling-started',
        interactionId: `int_crowd${index}`,
        channel: 'web-chat',
        queueId: sales,
      })
  }
  return () => void all.splice(before)
}
