import { useId } from 'react'
import { devicesOf, type Device, type DeviceKind } from '#web/phone/device-choice.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './check.module.css'

type Props = {
  readonly label: string
  readonly kind: DeviceKind
  readonly all: readonly Device[]
  readonly chosen: string | undefined
  readonly isDisabled?: boolean
  /** Empty: the machine's own. */
  readonly onChoose: (label: string) => void
}

/** What was chosen stays chosen while it is not plugged in, and says so. */
export function DeviceSelect({ label, kind, all, chosen = '', isDisabled = false, onChoose }: Props) {
  const { t } = useText()
  const id = useId()
  const devices = devicesOf(all, kind)
  const isAbsent = chosen !== '' && !devices.some((one) => one.label === chosen)
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles['select']}
        value={chosen}
        disabled={isDisabled}
        onChange={({ target }) => onChoose(target.value)}
      >
        <option value="">{t('phone.check.standard')}</option>
        {isAbsent ? <option value={chosen}>{t('phone.check.absent', { label: chosen })}</option> : null}
        {devices.map((one) => (
          <option key={one.deviceId} value={one.label}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  )
}
