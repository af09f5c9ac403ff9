/** Contacts for what is typed, asked of the server once the hand rests; what was found before stays until the next answer. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { createElement, useEffect, useMemo, useState } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import { showWindow } from '#web/live/page-window.ts'
import { unwrap } from '#web/net/unwrap.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import type { PaletteItem } from './palette-item.ts'

const restMs = 120
const leastLetters = 2

export function useFoundContacts(query: string) {
  const { api } = useDesk()
  const asked = useRested(query.trim())
  const isAsked = asked.length >= leastLetters && query.trim().length >= leastLetters
  const found = useQuery({
    queryKey: ['contacts', asked],
    queryFn: async () => (await unwrap(api.findContacts(asked))).contacts,
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const contacts = isAsked ? found.data : undefined
  const items = useMemo(
    () =>
      (contacts ?? []).map(({ id, name, address }): PaletteItem => ({
        id,
        group: 'contact',
        name,
        hint: address?.value,
        icon: createElement(Avatar, { name }),
        run: () => showWindow({ name: 'contact', id, title: name }),
      })),
    [contacts],
  )
  return { items, isBusy: isAsked && found.isFetching, hasFailed: isAsked && found.isError }
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
