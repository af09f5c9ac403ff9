/** How an agent's state looks everywhere: one of the meanings' tones, and a sign, so that colour never says it alone. */
import {
  Ban,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleOff,
  CirclePause,
  Coffee,
  GraduationCap,
  Headset,
  NotebookPen,
  PhoneOff,
  PhoneOutgoing,
  Plane,
  Users,
  Utensils,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import type { TopState, TopStateName } from '#core/presence/top-state.ts'
import type { Reason } from '#protocol/config/reason.ts'

export type StateTone = 'ready' | 'busy' | 'after' | 'attention' | 'failure' | 'away'

export const stateLook: Readonly<
  Record<TopStateName, { readonly tone: StateTone; readonly icon: LucideIcon }>
> = {
  ready: { tone: 'ready', icon: CircleCheck },
  dialling: { tone: 'busy', icon: PhoneOutgoing },
  'in-service': { tone: 'busy', icon: Headset },
  'after-service': { tone: 'after', icon: NotebookPen },
  dnd: { tone: 'failure', icon: CircleMinus },
  'not-ready': { tone: 'away', icon: CirclePause },
  online: { tone: 'away', icon: CircleDashed },
  offline: { tone: 'away', icon: CircleOff },
  banned: { tone: 'failure', icon: Ban },
}

export const reasonIcons: Readonly<Record<Reason['icon'], LucideIcon>> = {
  coffee: Coffee,
  utensils: Utensils,
  'graduation-cap': GraduationCap,
  users: Users,
  'phone-off': PhoneOff,
  plane: Plane,
  wrench: Wrench,
  circle: Circle,
}

export type StateLook = {
  readonly tone: StateTone
  readonly icon: LucideIcon
  /** Why not ready, where a reason was given. */
  readonly reason: Reason | null
}

/** null: nothing was heard of this agent, which is offline. */
export function lookOf(
  top: Pick<TopState, 'name' | 'reasonId'> | null,
  reasons: readonly (Reason & { readonly id: string })[],
): StateLook {
  const { tone, icon } = stateLook[top?.name ?? 'offline']
  const reason = top?.reasonId ? (reasons.find(({ id }) => id === top.reasonId) ?? null) : null
  return { tone, icon: reason ? reasonIcons[reason.icon] : icon, reason }
}
