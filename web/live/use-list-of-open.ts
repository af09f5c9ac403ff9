import { useEffect, useRef } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { go } from '../route.ts'
import { useDesk } from './desk-context.ts'
import { listOf, type ListName } from './model.ts'

/** The list follows what is open: when that ends it stands among those to close, and the list beside it should say so. */
export function useListOfOpen(interaction: InteractionView | null): void {
  const { me } = useDesk()
  const before = useRef<{ readonly id: string; readonly list: ListName | null } | null>(null)
  const id = interaction?.id
  const list = interaction ? listOf(interaction, me) : null
  useEffect(() => {
    if (!id) return
    const hasEnded = before.current?.id === id && before.current.list === 'active' && list === 'ended'
    before.current = { id, list }
    if (hasEnded) go({ list }, 'replace')
  }, [id, list])
}
