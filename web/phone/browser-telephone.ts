/** The phone at work in a browser: loaded when there is a first call to be heard of. */
import type { Desk } from '../live/desk.ts'
import { createStore } from '../live/store.ts'
import type { Answer } from '../net/problem.ts'
import type { VoiceSettings } from '#protocol/call.ts'
import { openBrowserLine } from './browser-line.ts'
import { browserMicrophone, listDevices, onDevicesChange } from './browser-microphone.ts'
import { claimsKey, createClaims } from './claims.ts'
import { deviceNamed } from './device-choice.ts'
import type { Attention } from './duty.ts'
import { createLoudspeaker } from './loudspeaker.ts'
import { createMicrophone } from './microphone.ts'
import { createPageAudio } from './page-audio.ts'
import type { ChosenDevices, Phone } from './phone.ts'
import { isSameTab } from './tab.ts'
import { createTelephone, type Telephone } from './telephone.ts'

export type BrowserTelephone = Telephone & {
  /** Other devices were chosen. */
  readonly lookAtDevices: () => void
  readonly retryMicrophone: () => void
}

type Screens = {
  readonly [Name in 'state' | 'level' | 'measured' | 'switched']: Phone[Name]
}

/** What credentials for relays are good for, by far. */
const settingsFreshMs = 10 * 60_000

export async function openTelephone(
  desk: Pick<Desk, 'me' | 'live' | 'api' | 'now'>,
  screens: Screens,
  chosen: () => ChosenDevices,
): Promise<BrowserTelephone> {
  const settings = keptFor(settingsFreshMs, desk.api.voiceSettings, desk.now)
  // Asked for beside the question whose tab this is: after a reload each moment counts.
  void settings()
  const isOnlyCopy = await isSameTab()
  const audio = createPageAudio()
  const loudspeaker = createLoudspeaker(() => chosen().speaker, listDevices)
  const microphone = createMicrophone<MediaStreamTrack>({
    ...browserMicrophone(),
    chosen: () => chosen().microphone,
    onSwitch: (to) => screens.switched.update(() => to),
  })
  const telephone = createTelephone<MediaStreamTrack>({
    me: desk.me,
    live: desk.live,
    state: screens.state,
    level: screens.level,
    measured: screens.measured,
    claims: createClaims(sessionStorage, claimsKey(desk.me), isOnlyCopy),
    now: desk.now,
    wait(ms, then) {
      const timer = setTimeout(then, ms)
      return () => clearTimeout(timer)
    },
    settings,
    openLeg: desk.api.openLeg,
    openLine: openBrowserLine(loudspeaker, audio.silence),
    microphone,
    listen: audio.listen,
    ringBack: audio.ringBack,
    attention: { now: attention, onChange: onAttention },
  })

  const aim = async (): Promise<void> => {
    await loudspeaker.look()
    const speaker = deviceNamed(await listDevices(), 'audiooutput', chosen().speaker)
    audio.aim(speaker?.deviceId ?? '')
  }
  const stopAiming = onDevicesChange(() => void aim())
  const woken = (): void => telephone.look()
  // Said before it is gone: the server need not find out by the silence.
  const leaving = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) telephone.close()
  }
  addEventListener('online', woken)
  addEventListener('pagehide', leaving)

  return {
    ...telephone,
    lookAtDevices() {
      microphone.look()
      void aim()
    },
    retryMicrophone: microphone.look,
    close() {
      removeEventListener('online', woken)
      removeEventListener('pagehide', leaving)
      stopAiming()
      telephone.close()
      loudspeaker.close()
      audio.close()
    },
  }
}

function attention(): Attention {
  if (document.hidden) return 'hidden'
  return document.hasFocus() ? 'focused' : 'visible'
}

function onAttention(then: () => void): () => void {
  addEventListener('focus', then)
  addEventListener('blur', then)
  document.addEventListener('visibilitychange', then)
  return () => {
    removeEventListener('focus', then)
    removeEventListener('blur', then)
    document.removeEventListener('visibilitychange', then)
  }
}

/** One question at a time, and its answer for a while; one that failed is asked again. */
function keptFor(
  freshMs: number,
  ask: () => Promise<Answer<VoiceSettings>>,
  now: () => number,
): () => Promise<Answer<VoiceSettings>> {
  const last = createStore<{ readonly at: number; readonly answer: Promise<Answer<VoiceSettings>> } | null>(
    null,
  )
  return async () => {
    const had = last.get()
    if (had && now() - had.at < freshMs && (await had.answer).ok) return await had.answer
    const answer = ask()
    last.update(() => ({ at: now(), answer }))
    return await answer
  }
}
