import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { classNames } from './class-names.ts'
import styles from './icon-button.module.css'
import { Kbd } from './kbd.tsx'

export type IconButtonProps = Omit<ButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  /** What it does; also the tooltip. */
  readonly label: string
  readonly icon: ReactNode
  /** The key that does the same. */
  readonly shortcut?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({ label, icon, shortcut, className, ref, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...props}
        {...(ref ? { ref } : {})}
        aria-label={label}
        className={classNames(styles['button'], className)}
      >
        {icon}
      </AriaButton>
      <Tooltip className={styles['tip'] ?? ''} offset={6}>
        {label}
        {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
