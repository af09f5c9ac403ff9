/**
 * The browser's own notifications while the page is not in front. Where the service worker is there they go through it: phones know no other way, and one that a push
 * has shown already is replaced instead of doubled (same tag). Each is taken back when what it tells of is over.
 */
export type Note = {
  /** One tag is one notification. */
  readonly tag: string
  readonly title: string
  readonly body: string
  /** What is opened when it is pressed; see `worker/news.ts`. */
  readonly data: NoteData
  readonly isSilent: boolean
}

export type NoteData = { readonly interactionId: string | null; readonly offerId: string | null }

export type Notifier = {
  readonly show: (note: Note) => void
  readonly drop: (tag: string) => void
}

export const areNotificationsKnown = (): boolean => typeof Notification !== 'undefined'

export function permissionNow(): NotificationPermission | 'unknown' {
  return areNotificationsKnown() ? Notification.permission : 'unknown'
}

export async function workerNow(): Promise<ServiceWorkerRegistration | null> {
  const { serviceWorker } = navigator as Partial<Pick<Navigator, 'serviceWorker'>>
  const registration = await serviceWorker?.getRegistration('/').catch(() => undefined)
  return registration?.active ? registration : null
}

export function createNotifier(onPressed: (data: NoteData) => void): Notifier {
  /** What should be seen; null: it is on its way. */
  const shown = new Map<string, Notification | null>()

  async function show({ tag, title, body, data, isSilent }: Note): Promise<void> {
    shown.set(tag, null)
    const options = { tag, body, data, icon: '/icon-192.png', requireInteraction: true, silent: isSilent }
    const registration = await workerNow()
    if (!shown.has(tag)) return
    if (registration) {
      await registration.showNotification(title, options)
      // Over while it was being shown.
      if (!shown.has(tag)) await dropFromWorker(tag)
      return
    }
    const notification = new Notification(title, options)
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
      onPressed(data)
    })
    shown.set(tag, notification)
  }

  return {
    show(note) {
      if (permissionNow() !== 'granted') return
      // Some phones know notifications and refuse this way of making one; the sound and the title remain.
      show(note).catch(() => undefined)
    },
    drop(tag) {
      shown.get(tag)?.close()
      shown.delete(tag)
      void dropFromWorker(tag)
    },
  }
}

async function dropFromWorker(tag: string): Promise<void> {
  const registration = await workerNow()
  const notifications = (await registration?.getNotifications({ tag }).catch(() => [])) ?? []
  for (const notification of notifications) notification.close()
}
