/**
 * Calls the person to the page: a sound for each offer (again and again while nobody looks), the browser's own notification when the tab is hidden,
 * the offer's name in the tab's title, and a soft tone for what a customer says meanwhile. Each can be switched off.
 */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { inList } from '#web/live/model.ts'
import type { OfferCard } from '#web/live/offers.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { createChime } from './chime.ts'

/** While an offer is open and the tab is hidden, the sound is made again this often. */
const againMs = 5_000

export function Alerts({ cards }: { readonly cards: readonly OfferCard[] }) {
  const { t } = useText()
  const { me } = useDesk()
  const { centre, queues } = useWorkspace()
  const [{ sound = true, notifications = true }] = usePreferences()
  const [chime] = useState(createChime)
  useEffect(() => chime.open(), [chime])

  const open = useMemo(() => cards.filter(({ fate }) => fate === null), [cards])
  const told = useRef(new Map<string, Notification | null>())
  const queueName = (card: OfferCard): string =>
    queues.find(({ id }) => id === card.interaction.queueId)?.name ?? ''

  const tell = useEffectEvent(() => {
    const fresh = open.filter(({ offer }) => !told.current.has(offer.id))
    for (const card of fresh) {
      const body = t('offer.notified', { queue: queueName(card) })
      told.current.set(
        card.offer.id,
        notifications ? notify(card.interaction.contact.name, body, card.offer.id) : null,
      )
    }
    if (fresh.length > 0 && sound) chime.offer()
    for (const [id, notification] of told.current) {
      if (open.some(({ offer }) => offer.id === id)) continue
      notification?.close()
      told.current.delete(id)
    }
  })
  useEffect(() => tell(), [open])

  useEffect(() => {
    if (open.length === 0 || !sound) return undefined
    const timer = setInterval(() => {
      if (document.hidden) chime.offer()
    }, againMs)
    return () => clearInterval(timer)
  }, [open.length, sound, chime])

  const unread = useLive((model) => model.interactions)
  const unreadCount = useMemo(
    () =>
      inList({ interactions: unread, me }, 'active').reduce((sum, { summary }) => sum + summary.unread, 0),
    [unread, me],
  )
  const unreadBefore = useRef(unreadCount)
  useEffect(() => {
    if (unreadCount > unreadBefore.current && document.hidden && sound) chime.message()
    unreadBefore.current = unreadCount
  }, [unreadCount, sound, chime])

  const [first] = open
  const title = first
    ? `● ${first.interaction.contact.name} · ${queueName(first)}`
    : unreadCount > 0
      ? `(${unreadCount}) ${centre.name}`
      : centre.name
  useEffect(() => {
    document.title = title
  }, [title])
  return null
}

function notify(title: string, body: string, tag: string): Notification | null {
  if (!document.hidden || typeof Notification === 'undefined' || Notification.permission !== 'granted')
    return null
  try {
    const notification = new Notification(title, { body, tag, icon: '/mark.svg', requireInteraction: true })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
    return notification
  } catch {
    // Some phones allow notifications only from a service worker: the sound and the title remain.
    return null
  }
}
