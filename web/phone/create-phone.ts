/**
 * The page's telephone as everything on the page has it from the start. It is nothing but an ear at the live model until there is a call to be heard of, offered
 * or open; then the rest is fetched. What was asked of it meanwhile is done as soon as it is there.
 */
import type { CallId } from '#core/id.ts'
import type { Desk } from '../live/desk.ts'
import { createStore } from '../live/store.ts'
import type { BrowserTelephone } from './browser-telephone.ts'
import { claimsKey } from './claims.ts'
import { silentPhone, type ChosenDevices, type LineSound, type Phone, type Switch } from './phone.ts'
import { voiceNews } from './voice-news.ts'

type Parts = Pick<Desk, 'me' | 'live' | 'api' | 'now'>

/** A part of the page that could not be fetched may be there in a moment. */
const againMs = 3_000

export function createPhone(desk: Parts): Phone {
  const screens = {
    state: createStore(silentPhone),
    level: createStore(0),
    measured: createStore<ReadonlyMap<CallId, LineSound>>(new Map()),
    switched: createStore<Switch | null>(null),
  }
  let chosen: ChosenDevices = {}
  let telephone: BrowserTelephone | null = null
  let isFetching = false
  let isClosed = false
  let again: ReturnType<typeof setTimeout> | undefined
  let waiting: ((phone: BrowserTelephone) => void)[] = []

  async function fetchIt(): Promise<void> {
    if (isFetching || telephone || isClosed) return
    isFetching = true
    try {
      const { openTelephone } = await import('./browser-telephone.ts')
      const opened = await openTelephone(desk, screens, () => chosen)
      if (isClosed) return opened.close()
      telephone = opened
      stopWatching()
      for (const then of waiting) then(opened)
      waiting = []
    } catch {
      again = setTimeout(() => void fetchIt(), againMs)
    } finally {
      isFetching = false
    }
  }

  function whenThere(then: (phone: BrowserTelephone) => void): void {
    if (telephone) return then(telephone)
    waiting.push(then)
    void fetchIt()
  }

  const stopWatching = desk.live.subscribe(() => {
    const { calls, isAlerted, answering } = voiceNews(desk.live.get())
    for (const id of answering) whenThere((phone) => phone.expect(id))
    if (calls.length > 0 || isAlerted) void fetchIt()
  })
  // A call that sounded here before the page was loaded again is not waited for.
  if (sessionStorage.getItem(claimsKey(desk.me)) !== null) void fetchIt()

  return {
    ...screens,
    attachHere: (callId) => whenThere((phone) => phone.attach(callId)),
    expect: (interactionId) => whenThere((phone) => phone.expect(interactionId)),
    setLocalMute: (callId, on) => whenThere((phone) => phone.setLocalMute(callId, on)),
    retryMicrophone: () => whenThere((phone) => phone.retryMicrophone()),
    choose(devices) {
      chosen = devices
      telephone?.lookAtDevices()
    },
    close() {
      isClosed = true
      clearTimeout(again)
      stopWatching()
      telephone?.close()
    },
  }
}
