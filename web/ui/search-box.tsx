/** The field over a list that is narrowed down by typing. */
import { Search } from 'lucide-react'
import type { InputHTMLAttributes } from 'react'
import { Input, SearchField, type SearchFieldProps } from 'react-aria-components/SearchField'
import { classNames } from './class-names.ts'
import styles from './search-box.module.css'

export function SearchBox({
  label,
  place = 'window',
  onKeyDown,
  isContextFocus = false,
  ...props
}: Pick<SearchFieldProps, 'value' | 'onChange' | 'maxLength' | 'autoFocus'> & {
  readonly label: string
  readonly place?: 'window' | 'column'
  readonly onKeyDown?: InputHTMLAttributes<HTMLInputElement>['onKeyDown']
  /** Whoever comes into the column by its key comes here. */
  readonly isContextFocus?: boolean
}) {
  return (
    <SearchField {...props} aria-label={label} className={classNames(styles['box'], styles[place])}>
      <Search size={16} aria-hidden="true" />
      <Input
        placeholder={label}
        className={styles['input'] ?? ''}
        {...(onKeyDown ? { onKeyDown } : {})}
        {...(isContextFocus ? { 'data-context-focus': true } : {})}
      />
    </SearchField>
  )
}
