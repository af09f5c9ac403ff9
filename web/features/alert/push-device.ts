/**
 * This browser as a device that is told of offers while the page is closed. Whether it is one is asked of the browser and of the server together: only where
 * both know the subscription does a notification come. The wish is remembered for each person, so that on a shared machine nobody inherits it.
 */
import type { NewPushSubscription, PushDevice } from '#protocol/push.ts'
import type { AgentId } from '#core/id.ts'
import type { Api } from '#web/net/api.ts'
import type { Answer, Problem } from '#web/net/problem.ts'
import { areNotificationsKnown, permissionNow } from './notifier.ts'

export type PushHere =
  /** This browser, or a page over plain HTTP, cannot. */
  | { readonly state: 'unsupported' }
  /** On iPhone and iPad only from the home screen. */
  | { readonly state: 'needs-install' }
  | { readonly state: 'off'; readonly devices: readonly PushDevice[] }
  | { readonly state: 'on'; readonly device: PushDevice; readonly devices: readonly PushDevice[] }

export type PushProblem =
  /** The person has refused notifications in the browser. */
  | { readonly what: 'blocked' }
  /** The browser cannot reach its push service, or has none. */
  | { readonly what: 'no-service' }
  | { readonly what: 'server'; readonly problem: Problem }

const wishKey = (me: AgentId): string => `atiende.push.${me}`

type Parts = Pick<Api, 'pushState' | 'addPushDevice' | 'removePushDevice' | 'testPushDevice'>

export function createPushDevices(api: Parts, me: AgentId, storage: Storage) {
  async function look(): Promise<PushHere | PushProblem> {
    if (!canSubscribe()) return { state: needsInstall() ? 'needs-install' : 'unsupported' }
    const answer = await api.pushState()
    if (!answer.ok) return { what: 'server', problem: answer.problem }
    const { devices } = answer.value
    const mine = await subscriptionNow()
    const device = devices.find(({ endpoint }) => endpoint === mine?.endpoint)
    return device ? { state: 'on', device, devices } : { state: 'off', devices }
  }

  /** Within a press: the browser may ask the person. */
  async function turnOn(): Promise<PushProblem | null> {
    if ((await Notification.requestPermission()) !== 'granted') return { what: 'blocked' }
    const answer = await api.pushState()
    if (!answer.ok) return { what: 'server', problem: answer.problem }
    const subscription = await subscribe(answer.value.publicKey)
    if (!subscription) return { what: 'no-service' }
    const added = await add(subscription)
    if (!added.ok) return { what: 'server', problem: added.problem }
    storage.setItem(wishKey(me), 'on')
    return null
  }

  const add = (subscription: PushSubscription): Promise<Answer<unknown>> =>
    // What a browser gives has an address and both keys.
    api.addPushDevice(subscription.toJSON() as NewPushSubscription)

  async function remove(device: PushDevice): Promise<Problem | null> {
    const mine = await subscriptionNow()
    if (mine?.endpoint === device.endpoint) {
      storage.removeItem(wishKey(me))
      await mine.unsubscribe().catch(() => false)
    }
    const answer = await api.removePushDevice(device.id)
    return answer.ok || answer.problem.code === 'not-found' ? null : answer.problem
  }

  return {
    look,
    turnOn,
    remove,
    test: (device: PushDevice): Promise<Answer<unknown>> => api.testPushDevice(device.id),
    /** When the page opens: the worker is there for notifications, and this device goes on with the new session. */
    async goOn(): Promise<void> {
      if (!canSubscribe() || permissionNow() !== 'granted') return
      await registerWorker()
      if (storage.getItem(wishKey(me)) !== 'on') return
      const answer = await api.pushState()
      if (!answer.ok) return
      const subscription = await subscribe(answer.value.publicKey)
      if (subscription) await add(subscription)
    },
  }
}

export function canSubscribe(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in globalThis && areNotificationsKnown()
}

function needsInstall(): boolean {
  const isApplePhone = /iPhone|iPad/.test(navigator.userAgent)
  return isApplePhone && !globalThis.matchMedia('(display-mode: standalone)').matches
}

export async function registerWorker(): Promise<ServiceWorkerRegistration | null> {
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' })
    return await navigator.serviceWorker.ready
  } catch {
    return null
  }
}

async function subscriptionNow(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/').catch(() => undefined)
  return (await registration?.pushManager.getSubscription().catch(() => null)) ?? null
}

/** Null: the browser cannot. A subscription to a key of another time is made anew. */
async function subscribe(publicKey: string): Promise<PushSubscription | null> {
  const registration = await registerWorker()
  if (!registration) return null
  const key = bytesOf(publicKey)
  const old = await registration.pushManager.getSubscription().catch(() => null)
  if (old && isSame(old.options.applicationServerKey, key)) return old
  await old?.unsubscribe().catch(() => false)
  return await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: key })
    .catch(() => null)
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function isSame(given: ArrayBuffer | null, key: Uint8Array): boolean {
  const bytes = given ? new Uint8Array(given) : new Uint8Array()
  return bytes.length === key.length && bytes.every((byte, index) => byte === key[index])
}
