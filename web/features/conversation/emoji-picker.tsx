/** Emojis to choose from: the caret stays in the search field, the arrows move in the grid below it, Enter takes what is marked. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { use, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { emojisOrOthers } from './emoji-data.ts'
import { emojiAt, emojiRows, firstCell, moved, type EmojiCell, type EmojiSection } from './emoji-grid.ts'
import { emojiGroups, findEmojis, withRecent, type Emoji } from './emoji.ts'
import styles from './emoji-picker.module.css'

const columns = 8
const rowPx = 40
const titlePx = 30

export function EmojiPicker({ onPick }: { readonly onPick: (unicode: string) => void }) {
  const { t, language } = useText()
  const all = use(emojisOrOthers(language))
  const [preferences, save] = usePreferences()
  const [query, setQuery] = useState('')
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)

  const recent = preferences.recentEmojis
  const rows = useMemo(() => emojiRows(sectionsOf(all, recent ?? [], query), columns), [all, recent, query])
  const [cell, setCell] = useState<EmojiCell>(() => firstCell(rows))
  const marked = emojiAt(rows, cell)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'title' ? titlePx : rowPx),
    overscan: 4,
  })

  const pick = (emoji: Emoji): void => {
    void save({ recentEmojis: withRecent(recent ?? [], emoji.unicode) })
    onPick(emoji.unicode)
  }
  const look = (next: string): void => {
    setQuery(next)
    setCell(firstCell(emojiRows(sectionsOf(all, recent ?? [], next), columns)))
    virtual.scrollToOffset(0)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && marked) {
      event.preventDefault()
      return pick(marked)
    }
    const next = moved(rows, cell, event.key)
    if (!next) return
    event.preventDefault()
    setCell(next)
    virtual.scrollToIndex(next.row, { align: 'auto' })
  }
  const cellId = (row: number, column: number): string => `${gridId}-${row}-${column}`
  const markedColumn = marked && rows[cell.row]?.kind === 'emojis' ? columnOf(rows, cell) : -1

  return (
    <div className={styles['picker']}>
      <div className={styles['search']}>
        <Search size={16} aria-hidden="true" />
        <input
          // Opened to choose: what is typed first looks for it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-haspopup="grid"
          aria-controls={gridId}
          aria-autocomplete="list"
          {...(marked ? { 'aria-activedescendant': cellId(cell.row, markedColumn) } : {})}
          aria-label={t('conversation.emoji.search')}
          placeholder={t('conversation.emoji.search')}
          className={styles['input']}
          value={query}
          onChange={(event) => look(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={scroller}
        id={gridId}
        role="grid"
        aria-label={t('conversation.emoji.open')}
        aria-rowcount={rows.length}
        className={styles['scroller']}
      >
        <div role="rowgroup" className={styles['grid']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]
            const style = { transform: `translateY(${start}px)` }
            if (row?.kind === 'title')
              return (
                <div key={key} role="row" aria-rowindex={index + 1} className={styles['title']} style={style}>
                  <span role="gridcell">{t(`conversation.emoji.group.${row.title}`)}</span>
                </div>
              )
            return (
              <div key={key} role="row" aria-rowindex={index + 1} className={styles['row']} style={style}>
                {row?.emojis.map((emoji, column) => (
                  <span
                    key={emoji.unicode}
                    id={cellId(index, column)}
                    role="gridcell"
                    aria-label={emoji.label}
                    aria-selected={emoji === marked && index === cell.row}
                    title={emoji.label}
                    className={styles['cell']}
                    onPointerMove={() => setCell({ row: index, column })}
                    onClick={() => pick(emoji)}
                  >
                    {emoji.unicode}
                  </span>
                ))}
              </div>
            )
          })}
        </div>
      </div>
      <p className={styles['name']} role="status">
        {rows.length === 0 ? t('conversation.emoji.none') : null}
        {marked ? (
          <>
            <span aria-hidden="true" className={styles['big']}>
              {marked.unicode}
            </span>
            {marked.label}
          </>
        ) : null}
      </p>
    </div>
  )
}

function columnOf(rows: ReturnType<typeof emojiRows>, { row, column }: EmojiCell): number {
  const found = rows[row]
  return found?.kind === 'emojis' ? Math.min(column, found.emojis.length - 1) : -1
}

function sectionsOf(
  all: readonly Emoji[],
  recent: readonly string[],
  query: string,
): readonly EmojiSection[] {
  if (query.trim() !== '') return [{ title: null, emojis: findEmojis(all, query) }]
  const byUnicode = new Map(all.map((emoji) => [emoji.unicode, emoji]))
  return [
    { title: 'recent', emojis: recent.flatMap((unicode) => byUnicode.get(unicode) ?? []) },
    ...emojiGroups.map((title) => ({ title, emojis: all.filter(({ group }) => group === title) })),
  ]
}
