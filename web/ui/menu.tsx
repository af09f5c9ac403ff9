/** Menus: a floating list of acts or choices under the button that opens it. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection,
  MenuTrigger,
  type MenuItemProps,
  type MenuProps,
} from 'react-aria-components/Menu'
import { Header } from 'react-aria-components/Header'
import { Popover, type PopoverProps } from 'react-aria-components/Popover'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'

export { MenuTrigger }

export function Menu<Item extends object>({
  placement = 'bottom start',
  ...props
}: Omit<MenuProps<Item>, 'className'> & { readonly placement?: PopoverProps['placement'] }) {
  return (
    <Popover placement={placement ?? 'bottom start'} offset={6} className={styles['popover'] ?? ''}>
      <AriaMenu {...props} className={styles['menu'] ?? ''} />
    </Popover>
  )
}

export function MenuPart({
  title,
  children,
  ...choice
}: { readonly title: string; readonly children: ReactNode } & Omit<
  Parameters<typeof MenuSection>[0],
  'children'
>) {
  return (
    <MenuSection {...choice} className={styles['section'] ?? ''}>
      <Header className={styles['title'] ?? ''}>{title}</Header>
      {children}
    </MenuSection>
  )
}

export function MenuItem({
  icon,
  hint,
  tone,
  children,
  ...props
}: Omit<MenuItemProps, 'className' | 'style' | 'children'> & {
  readonly icon?: ReactNode
  readonly hint?: ReactNode
  readonly tone?: 'danger'
  readonly children: string
}) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      className={classNames(styles['item'], tone && styles[tone])}
    >
      {({ isSelected, selectionMode }) => (
        <>
          <span className={styles['icon']}>{icon}</span>
          <span className={styles['name']}>{children}</span>
          {hint === undefined ? null : <span className={styles['hint']}>{hint}</span>}
          {selectionMode === 'none' ? null : (
            <Check
              size={16}
              className={classNames(styles['check'], isSelected && styles['on'])}
              aria-hidden="true"
            />
          )}
        </>
      )}
    </AriaMenuItem>
  )
}
