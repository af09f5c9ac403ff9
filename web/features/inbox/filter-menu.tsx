import { ListFilter } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { InteractionView } from '#protocol/interaction.ts'
import { ariaKeyOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useText } from '#web/text/use-text.ts'
import { Menu, MenuItem, MenuPart, MenuTrigger } from '#web/ui/menu.tsx'
import { useFacetName } from './facet-name.ts'
import { countsOf, facets, type Facet, type Filter } from './filter.ts'
import styles from './inbox.module.css'

/** What is shown, facet by facet, with how many rows each choice has. A facet with nothing to choose from is left out. */
export function FilterMenu({
  rows,
  filter,
  onFilter,
  withAgents,
}: {
  readonly rows: readonly InteractionView[]
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly withAgents: boolean
}) {
  const { t, format } = useText()
  const nameOf = useFacetName()
  const [isOpen, setOpen] = useState(false)
  const chosen = facets.reduce((sum, facet) => sum + filter[facet].length, 0)
  const shown = facets.filter((facet) => facet !== 'agent' || withAgents)
  const parts = useMemo(
    () => (isOpen ? shown.map((facet) => ({ facet, options: optionsOf(rows, filter, facet, nameOf) })) : []),
    // eslint-disable-next-line -- `shown` follows from `withAgents`.
    [isOpen, rows, filter, nameOf, withAgents],
  )
  useKey('list.filter', () => setOpen(true))
  // One tag already tells rows apart; everything else needs two.
  const useful = parts.filter(
    ({ facet, options }) => options.length > (facet === 'tag' ? 0 : 1) || filter[facet].length > 0,
  )
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={styles['tool'] ?? ''}
        data-on={chosen > 0}
        aria-label={chosen > 0 ? t('inbox.filter.openWith', { count: chosen }) : t('inbox.filter.open')}
        aria-keyshortcuts={ariaKeyOf('list.filter')}
      >
        <ListFilter size={16} aria-hidden="true" />
      </Button>
      <Menu
        aria-label={t('inbox.filter.open')}
        placement="bottom end"
        renderEmptyState={() => <p className={styles['nothing']}>{t('inbox.filter.nothing')}</p>}
      >
        {useful.map(({ facet, options }) => (
          <MenuPart
            key={facet}
            title={t(`inbox.filter.facet.${facet}`)}
            selectionMode="multiple"
            selectedKeys={filter[facet].map((value) => `${facet} ${value}`)}
            onSelectionChange={(keys) => {
              if (keys === 'all') return
              const values = [...keys].map((key) => String(key).slice(facet.length + 1))
              onFilter({ ...filter, [facet]: values })
            }}
          >
            {options.map(({ value, name, count }) => (
              <MenuItem key={value} id={`${facet} ${value}`} hint={format.number(count)}>
                {name}
              </MenuItem>
            ))}
          </MenuPart>
        ))}
      </Menu>
    </MenuTrigger>
  )
}

type Option = { readonly value: string; readonly name: string; readonly count: number }

function optionsOf(
  rows: readonly InteractionView[],
  filter: Filter,
  facet: Facet,
  nameOf: (facet: Facet, value: string) => string,
): Option[] {
  return [...countsOf(rows, filter, facet)]
    .map(([value, count]) => ({ value, count, name: nameOf(facet, value) }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}
