/** Choose microphone, loudspeaker and ringer, see and hear that they work. What is chosen holds at once and is kept on the server. */
import { Mic, Volume2 } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { usePreferences } from '#web/live/use-preferences.ts'
import { devicesOf, type Device } from '#web/phone/device-choice.ts'
import type { ChosenDevices } from '#web/phone/phone.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './check.module.css'
import { DeviceSelect } from './device-select.tsx'
import { LevelMeter } from './level-meter.tsx'
import { openTryOut, type TryOut } from './try-out.ts'

const none: ChosenDevices = {}

export function Check() {
  const [{ devices: chosen = none }] = usePreferences()
  const [tryOut, setTryOut] = useState<TryOut | null>(null)
  useEffect(() => {
    const opened = openTryOut(none, false)
    setTryOut(opened)
    return () => opened.close()
  }, [])
  useEffect(() => tryOut?.choose(chosen), [tryOut, chosen])
  return tryOut ? <OpenCheck tryOut={tryOut} chosen={chosen} /> : null
}

function OpenCheck({ tryOut, chosen }: { readonly tryOut: TryOut; readonly chosen: ChosenDevices }) {
  const { t } = useText()
  const [, save] = usePreferences()
  const all = useSyncExternalStore(tryOut.devices.subscribe, tryOut.devices.get)
  const microphone = useSyncExternalStore(tryOut.microphone.state.subscribe, tryOut.microphone.state.get)
  const put = (changes: ChosenDevices): void => void save({ devices: { ...chosen, ...changes } })
  const isOn = microphone.name === 'on'
  return (
    <div className={styles['check']}>
      <section className={styles['part']} aria-label={t('phone.check.microphone')}>
        {isOn ? (
          <>
            <DeviceSelect
              label={t('phone.check.microphone')}
              kind="audioinput"
              all={all}
              chosen={chosen.microphone}
              onChoose={(label) => put({ microphone: label })}
            />
            <LevelMeter decibels={tryOut.decibels} />
            <p className={styles['help']}>{t('phone.check.speak')}</p>
            <Echo tryOut={tryOut} />
          </>
        ) : (
          <Ask tryOut={tryOut} />
        )}
      </section>
      <section className={styles['part']} aria-label={t('phone.check.speaker')}>
        <Output
          name="speaker"
          all={all}
          chosen={chosen.speaker}
          onChoose={(speaker) => put({ speaker })}
          onHear={tryOut.hearSpeaker}
        />
        <Output
          name="ringer"
          all={all}
          chosen={chosen.ringer}
          onChoose={(ringer) => put({ ringer })}
          onHear={tryOut.hearRinger}
        />
        <p className={styles['help']}>
          {t(canChooseOutput() ? 'phone.check.saved' : 'phone.check.cannotChoose')}
        </p>
      </section>
    </div>
  )
}

function Ask({ tryOut }: { readonly tryOut: TryOut }) {
  const { t } = useText()
  const state = useSyncExternalStore(tryOut.microphone.state.subscribe, tryOut.microphone.state.get)
  const problem = state.name === 'missing' ? state.problem : null
  return (
    <div className={styles['ask']}>
      <p className={problem ? styles['problem'] : styles['help']} role="status">
        {problem
          ? `${t(`phone.problem.${problem}`)} ${t(`phone.wayOut.${problem}`)}`
          : t(state.name === 'asking' ? 'phone.check.asking' : 'phone.check.allowHelp')}
      </p>
      <Button
        tone="primary"
        icon={<Mic size={16} aria-hidden="true" />}
        isDisabled={state.name === 'asking' || problem === 'insecure'}
        onPress={tryOut.begin}
      >
        {t(problem ? 'phone.check.again' : 'phone.check.allow')}
      </Button>
    </div>
  )
}

function Echo({ tryOut }: { readonly tryOut: TryOut }) {
  const { t } = useText()
  const state = useSyncExternalStore(tryOut.echo.subscribe, tryOut.echo.get)
  return (
    <div className={styles['echo']}>
      <Button
        onPress={() => void tryOut.recordEcho()}
        isDisabled={state === 'recording' || state === 'playing'}
      >
        {t('phone.check.echo')}
      </Button>
      <p className={styles['help']} role="status">
        {t(state === 'idle' ? 'phone.check.echoHelp' : `phone.check.echoState.${state}`)}
      </p>
    </div>
  )
}

type OutputProps = {
  readonly name: 'speaker' | 'ringer'
  readonly all: readonly Device[]
  readonly chosen: string | undefined
  readonly onChoose: (label: string) => void
  readonly onHear: () => void
}

function Output({ name, all, chosen, onChoose, onHear }: OutputProps) {
  const { t } = useText()
  const canChoose = canChooseOutput() && devicesOf(all, 'audiooutput').length > 0
  return (
    <div className={styles['output']}>
      <DeviceSelect
        label={t(`phone.check.${name}`)}
        kind="audiooutput"
        all={all}
        chosen={chosen}
        isDisabled={!canChoose}
        onChoose={onChoose}
      />
      <Button
        aria-label={t(name === 'speaker' ? 'phone.check.hearSpeaker' : 'phone.check.hearRinger')}
        icon={<Volume2 size={16} aria-hidden="true" />}
        onPress={onHear}
      />
    </div>
  )
}

const canChooseOutput = (): boolean => 'setSinkId' in HTMLMediaElement.prototype
