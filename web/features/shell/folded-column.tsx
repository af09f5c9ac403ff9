import { PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { capOf } from '#web/keys/key-map.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import type { Column } from './column-width.ts'
import styles from './folded-column.module.css'

/** What is left of a column that was folded away: the way back. */
export function FoldedColumn({ column, onShow }: { readonly column: Column; readonly onShow: () => void }) {
  const { t } = useText()
  const Icon = column === 'list' ? PanelLeftOpen : PanelRightOpen
  return (
    <div className={classNames(styles['strip'], styles[column])}>
      <IconButton
        label={t(`layout.show.${column}`)}
        shortcut={capOf(column === 'list' ? 'page.list' : 'page.context')}
        icon={<Icon size={18} />}
        onPress={onShow}
      />
    </div>
  )
}
