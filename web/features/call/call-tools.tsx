/** The buttons of a call. The microphone stands on the own side, first and with its level; hold stands with the customer; hanging up stands alone at the end. */
import {
  CircleDot,
  CirclePause,
  Forward,
  Grip,
  Mic,
  MicOff,
  Pause,
  PhoneOff,
  Play,
  SquareParking,
  UserPlus,
} from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { CallView } from '#protocol/call.ts'
import { pendingKey } from '#web/live/call-acts.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { useText } from '#web/text/use-text.ts'
import { CallButton } from './call-button.tsx'
import styles from './call-tools.module.css'
import { keypadOf, showCallWindow, toggleKeypad } from './call-window.ts'
import { mayOf } from './may.ts'
import { MicrophoneLevel } from './microphone-level.tsx'
import { isAway } from './standing.ts'
import { useNextRecording } from './use-recording.ts'

type Props = { readonly view: CallView; readonly shape: 'tool' | 'small' }

export function HoldButton({ view, shape }: Props) {
  const { t } = useText()
  const { me } = useDesk()
  const doing = useCallDoing()
  if (!mayOf(view, me).hold) return null
  const size = shape === 'tool' ? 20 : 18
  const isOff = isAway(view)
  return (
    <CallButton
      act="call.hold"
      shape={shape}
      tone={isOff ? 'held' : 'plain'}
      isSteady
      icon={isOff ? <Play size={size} aria-hidden="true" /> : <Pause size={size} aria-hidden="true" />}
      word={t(isOff ? 'call.act.resume' : 'call.act.hold')}
      name={t(isOff ? 'call.act.resumeLong' : 'call.act.holdLong')}
      onPress={() => doing.hold(view, !isOff)}
    />
  )
}

export function MuteButton({ view, shape }: Props) {
  const { t } = useText()
  const { me } = useDesk()
  const doing = useCallDoing()
  const may = mayOf(view, me)
  if (!may.mute) return null
  const size = shape === 'tool' ? 20 : 18
  return (
    <CallButton
      act="call.mute"
      shape={shape}
      tone={may.isMuted ? 'muted' : 'plain'}
      isSteady
      icon={
        may.isMuted ? (
          <MicOff size={size} aria-hidden="true" />
        ) : (
          <span className={styles['mic']}>
            <Mic size={size} aria-hidden="true" />
            <MicrophoneLevel />
          </span>
        )
      }
      word={t(may.isMuted ? 'call.act.unmute' : 'call.act.mute')}
      name={t(may.isMuted ? 'call.act.unmuteLong' : 'call.act.muteLong')}
      onPress={() => void doing.mute(view.id, !may.isMuted)}
    />
  )
}

export function HangUpButton({ view, shape }: Props) {
  const { t } = useText()
  const { me } = useDesk()
  const doing = useCallDoing()
  const { isOwner } = mayOf(view, me)
  const name = isOwner ? 'call.act.hangUpLong' : 'call.act.leaveLong'
  return (
    <span data-call-button="hang-up" className={styles['end']}>
      <CallButton
        act="call.hangUp"
        shape={shape}
        tone="hang-up"
        isSpaceSafe
        icon={<PhoneOff size={shape === 'tool' ? 20 : 18} aria-hidden="true" />}
        word={t(isOwner ? 'call.act.hangUp' : 'call.act.leave')}
        name={t(name)}
        onPress={() => void doing.leave(view)}
      />
    </span>
  )
}

export function CallTools({ view }: { readonly view: CallView }) {
  const { t } = useText()
  const { me, calls } = useDesk()
  const doing = useCallDoing()
  const pending = useSyncExternalStore(calls.pending.subscribe, calls.pending.get)
  const keypad = useSyncExternalStore(keypadOf.subscribe, keypadOf.get)
  const may = mayOf(view, me)
  const record = useNextRecording(view)
  const { id } = view
  return (
    <div className={styles['tools']} role="toolbar" aria-label={t('call.tools')}>
      <MuteButton view={view} shape="tool" />
      <span className={styles['divide']} />
      <HoldButton view={view} shape="tool" />
      {may.press ? (
        <CallButton
          act="call.keypad"
          icon={<Grip size={20} aria-hidden="true" />}
          word={t('call.act.keypad')}
          name={t('call.act.keypadLong')}
          aria-expanded={keypad === id}
          onPress={() => toggleKeypad(id)}
        />
      ) : null}
      {may.give ? (
        <CallButton
          act="call.transfer"
          icon={<Forward size={20} aria-hidden="true" />}
          word={t('call.act.give')}
          name={t('call.act.giveLong')}
          isWaiting={pending.has(pendingKey(id, 'transfer'))}
          onPress={() => showCallWindow({ name: 'give', callId: id })}
        />
      ) : null}
      {may.add ? (
        <CallButton
          act="call.add"
          icon={<UserPlus size={20} aria-hidden="true" />}
          word={t('call.act.add')}
          name={t('call.act.addLong')}
          isWaiting={pending.has(pendingKey(id, 'invite'))}
          onPress={() => showCallWindow({ name: 'add', callId: id })}
        />
      ) : null}
      {may.park ? (
        <CallButton
          act="call.park"
          icon={<SquareParking size={20} aria-hidden="true" />}
          word={t('call.act.park')}
          name={t('call.act.parkLong')}
          isWaiting={pending.has(pendingKey(id, 'park'))}
          onPress={() => void doing.act(id, { type: 'park' })}
        />
      ) : null}
      {record ? (
        <CallButton
          act="call.record"
          tone={view.recording === 'on' ? 'recording' : 'plain'}
          icon={
            view.recording === 'on' ? (
              <CirclePause size={20} aria-hidden="true" />
            ) : (
              <CircleDot size={20} aria-hidden="true" />
            )
          }
          word={t(`call.record.${view.recording}`)}
          name={t(`call.record.${view.recording}Long`)}
          onPress={() => void doing.act(id, { type: 'record', to: record })}
        />
      ) : null}
      <HangUpButton view={view} shape="tool" />
    </div>
  )
}
