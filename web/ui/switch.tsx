import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch'
import { classNames } from './class-names.ts'
import styles from './switch.module.css'

export type SwitchProps = Omit<AriaSwitchProps, 'className' | 'style' | 'children'> & {
  readonly children?: ReactNode
  readonly className?: string | undefined
}

export function Switch({ children, className, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className={classNames(styles['switch'], className)}>
      <span className={styles['track']} aria-hidden="true">
        <span className={styles['knob']} />
      </span>
      {children}
    </AriaSwitch>
  )
}
