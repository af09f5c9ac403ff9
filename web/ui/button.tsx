import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

export type ButtonTone = 'primary' | 'plain' | 'quiet'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  readonly tone?: ButtonTone
  readonly icon?: ReactNode
  readonly children?: ReactNode
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ tone = 'plain', icon, children, className, ref, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      {...(ref ? { ref } : {})}
      className={classNames(styles['button'], styles[tone], className)}
    >
      {icon}
      {children === undefined ? null : <span className={styles['label']}>{children}</span>}
    </AriaButton>
  )
}
