/**
 * Lives on when the page is closed: shows what a push tells of, unless a page is in front of the person already, and leads back to the page. It
 * keeps nothing and answers no requests: the page is always the server's newest.
 */
import type { PushNews } from '#protocol/push.ts'
import { addressOf, shownOf, type Shown } from './news.ts'
import type { WorkerScope } from './scope.ts'

const worker = self as unknown as WorkerScope

/** Browsers end a worker that waits longer. */
const longestWaitMs = 60_000

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('push', (event) => {
  // Made by this centre and by nobody else: it is signed, and the browser has checked it.
  const news = event.data?.json() as PushNews | undefined
  if (news) event.waitUntil(show(shownOf(news), news.type === 'test'))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(lead(event.notification.data as Shown['data']))
})

const pages = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true })

async function show({ title, body, tag, data, untilAt }: Shown, isAlways: boolean): Promise<void> {
  const isSeen = (await pages()).some(({ visibilityState }) => visibilityState === 'visible')
  if (isSeen && !isAlways) return
  await worker.registration.showNotification(title, {
    body,
    tag,
    data,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    requireInteraction: untilAt !== null,
  })
  if (untilAt === null) return
  await new Promise((resolve) =>
    setTimeout(resolve, Math.min(longestWaitMs, Math.max(0, untilAt - Date.now()))),
  )
  for (const notification of await worker.registration.getNotifications({ tag })) notification.close()
}

async function lead(data: Shown['data']): Promise<void> {
  const [page] = await pages()
  if (!page) return void (await worker.clients.openWindow(addressOf(data)))
  const focused = await page.focus().catch(() => page)
  // A window of ours: messages to it carry no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  focused.postMessage({ type: 'pressed', ...data })
}
