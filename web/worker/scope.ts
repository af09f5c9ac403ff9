/** The part of a service worker's world that ours uses; the page's own world (tsconfig.json) knows it only from outside. */
export type WorkerClient = {
  readonly visibilityState: 'visible' | 'hidden'
  focus(): Promise<WorkerClient>
  postMessage(message: unknown): void
}

type Waiting = { waitUntil(work: Promise<unknown>): void }
export type PushArrived = Waiting & { readonly data: { json(): unknown } | null }
export type NotificationPressed = Waiting & { readonly notification: Notification }

export type WorkerScope = {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WorkerClient[]>
    openWindow(url: string): Promise<WorkerClient | null>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'push', listener: (event: PushArrived) => void): void
  addEventListener(type: 'notificationclick', listener: (event: NotificationPressed) => void): void
}
