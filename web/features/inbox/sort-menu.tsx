import { ArrowDownUp } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useText } from '#web/text/use-text.ts'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import styles from './inbox.module.css'
import { listSorts, type ListSort } from './sort.ts'

export function SortMenu({
  sort,
  onSort,
}: {
  readonly sort: ListSort
  readonly onSort: (sort: ListSort) => void
}) {
  const { t } = useText()
  return (
    <MenuTrigger>
      <Button
        className={styles['tool'] ?? ''}
        aria-label={t('inbox.sortNow', { sort: t(`inbox.sort.${sort}`) })}
      >
        <ArrowDownUp size={16} aria-hidden="true" />
      </Button>
      <Menu
        aria-label={t('inbox.sortBy')}
        placement="bottom end"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[sort]}
        onSelectionChange={(keys) => {
          const next = listSorts.find((each) => keys !== 'all' && keys.has(each))
          if (next) onSort(next)
        }}
      >
        {listSorts.map((each) => (
          <MenuItem key={each} id={each}>
            {t(`inbox.sort.${each}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}
