import { FilterX } from 'lucide-react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/empty.tsx'
import { useFacetName } from './facet-name.ts'
import { hiddenBy, noFilter, type Filter } from './filter.ts'
import styles from './inbox.module.css'

/** There is something, and the filter hides all of it: which part of it hides how many, and the way out. */
export function FilteredEmpty({
  rows,
  filter,
  onFilter,
}: {
  readonly rows: readonly InteractionView[]
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}) {
  const { t, format } = useText()
  const nameOf = useFacetName()
  return (
    <Empty
      icon={<FilterX size={26} />}
      title={t('inbox.filter.allHidden', { count: rows.length, number: format.number(rows.length) })}
      isFocusHome
    >
      <ul className={styles['hidden']}>
        {hiddenBy(rows, filter).map(({ facet, count }) => (
          <li key={facet}>
            {t('inbox.filter.hides', {
              count,
              number: format.number(count),
              facet: t(`inbox.filter.facet.${facet}`),
              names: filter[facet].map((value) => nameOf(facet, value)).join(', '),
            })}
          </li>
        ))}
      </ul>
      <Button onPress={() => onFilter(noFilter)}>{t('inbox.filter.clear')}</Button>
    </Empty>
  )
}
