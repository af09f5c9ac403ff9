import { Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { PushDevice } from '#protocol/push.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Switch } from '#web/ui/switch.tsx'
import styles from './alert-settings.module.css'
import { createPushDevices, type PushHere, type PushProblem } from './push-device.ts'

type Known = PushHere | { readonly state: 'looking' }

/** Told while the page is closed: on this browser or not, and on which others. */
export function PushSettings() {
  const { t, format, language } = useText()
  const now = useNow()
  const { api, me, notices, tellProblem } = useDesk()
  const [devices] = useState(() => createPushDevices(api, me, localStorage))
  const [here, setHere] = useState<Known>({ state: 'looking' })
  const [problem, setProblem] = useState<PushProblem | null>(null)
  const [isBusy, setBusy] = useState(false)

  const look = useCallback(async () => {
    const found = await devices.look()
    if ('state' in found) setHere(found)
    else setProblem(found)
  }, [devices])
  useEffect(() => void look(), [look])

  const turn = async (isWanted: boolean): Promise<void> => {
    setBusy(true)
    setProblem(null)
    if (isWanted) setProblem(await devices.turnOn())
    else if (here.state === 'on') {
      const failed = await devices.remove(here.device)
      if (failed) setProblem({ what: 'server', problem: failed })
    }
    await look()
    setBusy(false)
  }
  const remove = async (device: PushDevice): Promise<void> => {
    const failed = await devices.remove(device)
    if (failed) tellProblem(failed)
    await look()
  }
  const test = async (device: PushDevice): Promise<void> => {
    const answer = await devices.test(device)
    if (answer.ok) notices.tell('news', t('alert.testSent'))
    else tellProblem(answer.problem)
  }
  const canTurn = here.state === 'on' || here.state === 'off'
  const others = canTurn ? here.devices : []

  return (
    <section className={styles['section']} aria-label={t('alert.pushTitle')}>
      <Switch
        isSelected={here.state === 'on'}
        isDisabled={!canTurn || isBusy}
        onChange={(isWanted) => void turn(isWanted)}
      >
        {t('alert.pushTitle')}
      </Switch>
      <p className={styles['help']}>{t(canTurn ? 'alert.pushHelp' : `alert.pushState.${here.state}`)}</p>
      {problem ? (
        <p className={styles['problem']} role="alert">
          {problem.what === 'server'
            ? problemText(problem.problem, language)
            : t(`alert.pushProblem.${problem.what}`)}
        </p>
      ) : null}
      {others.length > 0 ? (
        <ul className={styles['devices']} aria-label={t('alert.devices')}>
          {others.map((device) => (
            <li key={device.id} className={styles['device']}>
              <span className={styles['deviceName']}>
                {device.name}
                {here.state === 'on' && here.device.id === device.id ? ` · ${t('alert.thisDevice')}` : ''}
                <small>{t('alert.since', { time: format.ago(device.createdAt, now) })}</small>
              </span>
              <Button onPress={() => void test(device)}>{t('alert.test')}</Button>
              <IconButton
                label={t('alert.removeDevice', { device: device.name })}
                icon={<Trash2 size={16} />}
                onPress={() => void remove(device)}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
