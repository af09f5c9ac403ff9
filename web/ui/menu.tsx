/** Menus: a floating list of acts or choices under the button that opens it. */
import { Check, Search } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
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
import { Input, SearchField } from 'react-aria-components/SearchField'
import { classNames } from './class-names.ts'
import { matches } from './matches.ts'
import styles from './menu.module.css'

export { MenuTrigger }

export type MenuSearch = {
  /** The field's name. */
  readonly label: string
  /** What is said when nothing is found. */
  readonly nothing: string
}

export function Menu<Item extends object>({
  placement = 'bottom start',
  search,
  onKeyDownCapture,
  ...props
}: Omit<MenuProps<Item>, 'className'> & {
  readonly placement?: PopoverProps['placement']
  /** Where there are many: a field over the items that narrows them down. */
  readonly search?: MenuSearch | undefined
  readonly onKeyDownCapture?: (event: KeyboardEvent) => void
}) {
  const menu = (
    <AriaMenu
      {...props}
      {...(search ? { renderEmptyState: () => <p className={styles['nothing']}>{search.nothing}</p> } : {})}
      className={styles['menu'] ?? ''}
    />
  )
  return (
    <Popover placement={placement ?? 'bottom start'} offset={6} className={styles['popover'] ?? ''}>
      <div onKeyDownCapture={onKeyDownCapture}>
        {search ? (
          <Autocomplete filter={matches}>
            <SearchField aria-label={search.label} autoFocus className={styles['search'] ?? ''}>
              <Search size={16} aria-hidden="true" />
              <Input placeholder={search.label} className={styles['input'] ?? ''} />
            </SearchField>
            {menu}
          </Autocomplete>
        ) : (
          menu
        )}
      </div>
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
