import { X } from 'lucide-react'
import { useText } from '#web/text/use-text.ts'
import { useFacetName } from './facet-name.ts'
import { facets, noFilter, toggled, type Filter } from './filter.ts'
import styles from './filter-chips.module.css'

/** What is chosen, over the list, so that nobody forgets that not everything is shown; each goes with a press, and all at once. */
export function FilterChips({
  filter,
  shown,
  all,
  onFilter,
}: {
  readonly filter: Filter
  readonly shown: number
  readonly all: number
  readonly onFilter: (filter: Filter) => void
}) {
  const { t, format } = useText()
  const nameOf = useFacetName()
  return (
    <div className={styles['bar']} role="group" aria-label={t('inbox.filter.active')}>
      {facets.flatMap((facet) =>
        filter[facet].map((value) => {
          const name = nameOf(facet, value)
          return (
            <button
              key={`${facet} ${value}`}
              type="button"
              className={styles['chip']}
              aria-label={t('inbox.filter.remove', { facet: t(`inbox.filter.facet.${facet}`), name })}
              onClick={() => onFilter(toggled(filter, facet, value))}
            >
              <span className={styles['name']}>{name}</span>
              <X size={12} aria-hidden="true" />
            </button>
          )
        }),
      )}
      <button type="button" className={styles['clear']} onClick={() => onFilter(noFilter)}>
        {t('inbox.filter.clear')}
      </button>
      <span className={styles['count']} role="status">
        {t('inbox.filter.shown', { shown: format.number(shown), all: format.number(all) })}
      </span>
    </div>
  )
}
