import { EllipsisVertical, type LucideIcon } from 'lucide-react'
import type { Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { capOf, type KeyAct } from '#web/keys/key-map.ts'
import { useText } from '#web/text/use-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import styles from './tool-buttons.module.css'

export type Tool = {
  readonly key: KeyAct
  readonly label: string
  readonly icon: LucideIcon
  readonly isShown: boolean
  readonly run: () => void
  /** Its button in the row: where the key leads. */
  readonly ref?: Ref<HTMLButtonElement>
}

/** What else can be done with a conversation: side by side where there is room, in a menu on a phone. */
export function ToolButtons({
  tools,
  menuRef,
}: {
  readonly tools: readonly Tool[]
  readonly menuRef: Ref<HTMLButtonElement>
}) {
  const { t } = useText()
  const shown = tools.filter(({ isShown }) => isShown)
  return (
    <>
      <span className={styles['row']}>
        {shown.map(({ key, label, icon: Icon, run, ref }) => (
          <IconButton
            key={key}
            {...(ref ? { ref } : {})}
            label={label}
            shortcut={capOf(key)}
            icon={<Icon size={18} />}
            onPress={run}
          />
        ))}
      </span>
      <span className={styles['menu']}>
        <MenuTrigger>
          <Button ref={menuRef} className={styles['more'] ?? ''} aria-label={t('conversation.acts')}>
            <EllipsisVertical size={18} aria-hidden="true" />
          </Button>
          <Menu aria-label={t('conversation.acts')} placement="bottom end">
            {shown.map(({ key, label, icon: Icon, run }) => (
              <MenuItem key={key} icon={<Icon size={16} />} onAction={run}>
                {label}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      </span>
    </>
  )
}
