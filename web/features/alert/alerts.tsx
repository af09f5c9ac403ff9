/**
 * Calls the person to the page: a sound for each offer, quietly repeated while it is open, the browser's own notification while the page is not in front,
 * the offer's name in the tab's title, and a soft tone for what a customer says meanwhile. Each can be switched off.
 */
import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { InteractionId, OfferId } from '#core/id.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { inList } from '#web/live/model.ts'
import type { OfferCard } from '#web/live/offers.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { wantOffer } from '#web/live/wanted-offer.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { listDevices, onDevicesChange } from '#web/phone/browser-microphone.ts'
import { deviceNamed } from '#web/phone/device-choice.ts'
import { ownParty } from '#web/phone/voice-news.ts'
import { go } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { createNotifier, type NoteData } from './notifier.ts'
import { createPushDevices } from './push-device.ts'
import { createRinging } from './ringing.ts'
import { sounder } from './sound-of-page.ts'
import { strikesOf, usualVolume } from './tone.ts'
import { takeTurn, type Turn } from './turn.ts'

export function Alerts({ cards }: { readonly cards: readonly OfferCard[] }) {
  const open = useMemo(() => cards.filter(({ fate }) => fate === null), [cards])
  const turn = useTurn()
  useRinging(open, turn)
  useRinger()
  useNotifications(open)
  const unread = useUnread()
  useMessageTone(unread, turn)
  useTitle(open[0], unread)
  const { api, me } = useDesk()
  useEffect(() => void createPushDevices(api, me, localStorage).goOn(), [api, me])
  return null
}

/** Asked for as soon as this tab can be heard. */
function useTurn(): { readonly current: Turn | null } {
  const { me } = useDesk()
  const turn = useRef<Turn | null>(null)
  useEffect(() => sounder.open(), [])
  const sound = useSyncExternalStore(sounder.state.subscribe, sounder.state.get)
  useEffect(() => {
    if (sound !== 'awake') return undefined
    const mine = takeTurn(`atiende.sound.${me}`)
    turn.current = mine
    return () => {
      mine.close()
      turn.current = null
    }
  }, [sound, me])
  return turn
}

function useRinging(open: readonly OfferCard[], turn: { readonly current: Turn | null }): void {
  const { t } = useText()
  const { notices } = useDesk()
  const [preferences] = usePreferences()
  const [ringing] = useState(() =>
    createRinging({
      play: sounder.play,
      isMyTurn: () => turn.current?.isMine() ?? false,
      every(ms, then) {
        const timer = setInterval(then, ms)
        return () => clearInterval(timer)
      },
    }),
  )
  // A colleague's call rings like one that is offered.
  const rung = useLive(({ calls, me }) =>
    [...calls.values()]
      .filter(({ view }) => ownParty(view, me)?.leg.name === 'ringing')
      .map(({ view }) => view.id)
      .join(' '),
  )
  const offers = useMemo(
    () => [
      ...open.map(({ offer, interaction }) => ({ id: offer.id as string, channel: interaction.channel })),
      ...rung
        .split(' ')
        .filter(Boolean)
        .map((id) => ({ id, channel: 'voice' as const })),
    ],
    [open, rung],
  )
  const { sound = true, volume, sounds } = preferences
  useEffect(
    () =>
      ringing.follow(offers, {
        sound,
        ...(volume === undefined ? {} : { volume }),
        ...(sounds ? { sounds } : {}),
      }),
    [ringing, offers, sound, volume, sounds],
  )
  useEffect(() => () => ringing.stop(), [ringing])

  const isTold = useRef(false)
  const tellSilence = useEffectEvent(() => {
    if (isTold.current || !sound || sounder.state.get() === 'awake') return
    isTold.current = true
    notices.tell('news', t(sounder.state.get() === 'asleep' ? 'alert.soundAsleep' : 'alert.soundBlocked'))
  })
  useEffect(() => {
    if (offers.length > 0) tellSilence()
  }, [offers])
}

/** What sounds for offers and calls does so on the chosen device, wherever the calls themselves are heard. */
function useRinger(): void {
  const [{ devices }] = usePreferences()
  const ringer = devices?.ringer
  useEffect(() => {
    const aim = async (): Promise<void> => {
      const all = await listDevices().catch(() => [])
      sounder.aim(deviceNamed(all, 'audiooutput', ringer)?.deviceId ?? '')
    }
    void aim()
    return onDevicesChange(() => void aim())
  }, [ringer])
}

/** Not in front: another tab, another window, another program. */
const isAway = (): boolean => document.hidden || !document.hasFocus()

function useNotifications(open: readonly OfferCard[]): void {
  const { t } = useText()
  const { queues } = useWorkspace()
  const [{ notifications = true, sound = true }] = usePreferences()
  const [notifier] = useState(() => createNotifier(press))
  const told = useRef(new Set<string>())

  const look = useEffectEvent(() => {
    const wanted = notifications && isAway() ? open : []
    for (const { offer, interaction } of wanted) {
      if (told.current.has(offer.id)) continue
      told.current.add(offer.id)
      const queue = queues.find(({ id }) => id === interaction.queueId)?.name ?? ''
      notifier.show({
        tag: offer.id,
        title: interaction.contact.name,
        body: t('alert.push.offer', { queue }),
        data: { interactionId: interaction.id, offerId: offer.id },
        isSilent: sound && sounder.state.get() === 'awake',
      })
    }
    // Over, or seen: the card says it all.
    for (const id of told.current) {
      if (wanted.some(({ offer }) => offer.id === id)) continue
      told.current.delete(id)
      notifier.drop(id)
    }
  })
  useEffect(() => look(), [open, notifications])
  useEffect(() => {
    const again = (): void => look()
    addEventListener('focus', again)
    addEventListener('blur', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      removeEventListener('focus', again)
      removeEventListener('blur', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [])
  useEffect(() => {
    const { serviceWorker } = navigator as Partial<Pick<Navigator, 'serviceWorker'>>
    const onMessage = ({ data }: MessageEvent<NoteData & { type?: string }>): void => {
      if (data.type === 'pressed') press(data)
    }
    serviceWorker?.addEventListener('message', onMessage)
    return () => serviceWorker?.removeEventListener('message', onMessage)
  }, [])
}

/** Asked for by pressing a notification: only then may the page move. */
function press({ interactionId, offerId }: NoteData): void {
  if (offerId !== null) wantOffer(offerId as OfferId)
  else if (interactionId !== null) go({ list: 'active', open: interactionId as InteractionId })
}

function useUnread(): number {
  const { me } = useDesk()
  const interactions = useLive((model) => model.interactions)
  return useMemo(
    () => inList({ interactions, me }, 'active').reduce((sum, { summary }) => sum + summary.unread, 0),
    [interactions, me],
  )
}

function useMessageTone(unread: number, turn: { readonly current: Turn | null }): void {
  const [{ sound = true, volume = usualVolume }] = usePreferences()
  const before = useRef(unread)
  const hear = useEffectEvent(() => {
    if (unread > before.current && isAway() && sound && turn.current?.isMine())
      sounder.play(strikesOf.message, volume)
    before.current = unread
  })
  useEffect(() => hear(), [unread])
}

function useTitle(first: OfferCard | undefined, unread: number): void {
  const { centre, queues } = useWorkspace()
  const queue = queues.find(({ id }) => id === first?.interaction.queueId)?.name ?? ''
  const title = first
    ? `● ${first.interaction.contact.name} · ${queue}`
    : unread > 0
      ? `(${unread}) ${centre.name}`
      : centre.name
  useEffect(() => {
    document.title = title
  }, [title])
}
