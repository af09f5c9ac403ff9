/**
 * The list at the caret: typing narrows it down, arrows move in it, Enter inserts, Escape leaves what was typed. The focus stays in the field, which
 * says by `aria-activedescendant` which one is meant.
 */
import { Paperclip, Star } from 'lucide-react'
import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  type CSSProperties,
  type RefObject,
} from 'react'
import { createPortal } from 'react-dom'
import type { ResponseId } from '#core/id.ts'
import { findResponses } from '#core/response/find-responses.ts'
import type { ResponseView } from '#protocol/response.ts'
import type { Writing } from '#web/live/composer-slot.ts'
import { useText } from '#web/text/use-text.ts'
import { problemOfError } from '#web/net/unwrap.ts'
import { problemText } from '#web/net/problem.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { caretPlace } from './caret-place.ts'
import { FilledText } from './filled-text.tsx'
import { isChoosing, type ListKeys, type Slash } from './slash.ts'
import styles from './slash-list.module.css'
import { useFavourites } from './use-favourites.ts'
import { useInsert } from './use-insert.ts'
import { pathText, useLibrary } from './use-library.ts'
import { useWordings } from './use-wordings.ts'

const most = 40

type Props = {
  readonly writing: Writing
  readonly slash: Slash
  readonly keys: RefObject<ListKeys | null>
  /** `wasLeft`: nothing was chosen. */
  readonly onClose: (wasLeft: boolean) => void
}

export function SlashList({ writing, slash, keys, onClose }: Props) {
  const { interaction, field } = writing
  const { t, local, language } = useText()
  const { fetched, index, folders } = useLibrary(interaction)
  const wordings = useWordings(interaction)
  const insert = useInsert(interaction, wordings)
  const { favourites, recents } = useFavourites()
  const id = useId()
  const { query } = slash
  const found = useMemo(() => {
    const all = findResponses<ResponseId, ResponseView>(index, query, favourites)
    const usable = all.filter((response) => wordings.choose(response) !== null)
    return (query === '' ? lastFirst(usable, favourites, recents) : usable).slice(0, most)
  }, [favourites, index, query, recents, wordings])
  const [chosen, setChosen] = useState({ query, place: 0 })
  const place = chosen.query === query ? Math.min(chosen.place, found.length - 1) : 0
  const active = found[place] ?? null
  // Words that nobody looks for: the agent is just writing.
  const isInTheWay = found.length === 0 && /\s/u.test(query) && !fetched.isPending

  const take = (response: ResponseView): void => {
    const wording = wordings.choose(response)
    if (!wording) return
    onClose(false)
    insert(response, wording, { from: slash.from, to: slash.to })
  }
  const step = (by: number): void => {
    if (found.length > 0) setChosen({ query, place: (place + by + found.length) % found.length })
  }
  // Nothing can be chosen yet, and what was meant to be chosen is not to be sent as it stands.
  const isComing = (fetched.isFetching && !fetched.data) || wordings.areComing
  const onKey: ListKeys = (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isInTheWay) return false
    if (event.key === 'Escape') onClose(true)
    else if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (isChoosing(event) && active && !wordings.areComing) take(active)
    else return isComing && isChoosing(event)
    return true
  }
  useLayoutEffect(() => {
    keys.current = onKey
    return () => {
      keys.current = null
    }
  })
  const leave = useEffectEvent(() => onClose(true))
  useEffect(() => {
    const element = field.current
    element?.addEventListener('blur', leave)
    return () => element?.removeEventListener('blur', leave)
  }, [field])
  useNamedInField(field, isInTheWay ? null : { list: id, active: active ? `${id}-${active.id}` : null })
  useEffect(() => {
    if (active)
      document.querySelector(`#${CSS.escape(`${id}-${active.id}`)}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, id])
  const where = usePlace(field, slash.from)
  if (isInTheWay || !where) return null

  const wording = active ? wordings.choose(active) : null
  return createPortal(
    // The focus must not leave the field for it.
    <section
      aria-label={t('response.open')}
      className={styles['pop']}
      style={where}
      onPointerDown={(event) => event.preventDefault()}
    >
      {fetched.error && !fetched.data ? (
        <p role="alert" className={styles['nothing']}>
          {problemText(problemOfError(fetched.error), language)}
        </p>
      ) : fetched.isPending ? (
        <p className={styles['nothing']}>{t('common.loading')}</p>
      ) : null}
      {fetched.data && found.length === 0 ? (
        <p className={styles['nothing']}>
          {query === '' ? t('response.empty') : t('response.nothing', { query })}
        </p>
      ) : null}
      <ul id={id} role="listbox" aria-label={t('response.open')} className={styles['list']}>
        {found.map((response) => (
          <li
            key={response.id}
            id={`${id}-${response.id}`}
            role="option"
            aria-selected={response === active}
            className={styles['item']}
            onPointerMove={() => {
              if (response !== active) setChosen({ query, place: found.indexOf(response) })
            }}
            onClick={() => take(response)}
          >
            <span className={styles['name']}>{local(response.name)}</span>
            {response.files.length > 0 ? (
              <Paperclip
                size={14}
                role="img"
                aria-label={t('response.files', { count: response.files.length })}
              />
            ) : null}
            {favourites.has(response.id) ? (
              <Star size={14} role="img" aria-label={t('response.isFavourite')} className={styles['star']} />
            ) : null}
            <span className={styles['path']}>{pathText(folders, response, local)}</span>
            {response.shortcut === null ? null : (
              <code className={styles['shortcut']}>/{response.shortcut}</code>
            )}
          </li>
        ))}
      </ul>
      {wording ? (
        <p className={styles['preview']} lang={wording.language}>
          <FilledText filled={wordings.fill(wording.text, wording.language)} />
        </p>
      ) : null}
      <p className={styles['hints']} aria-hidden="true">
        <Kbd>↵</Kbd> {t('response.insertHint')} <Kbd>Esc</Kbd> {t('response.closeHint')}
      </p>
      <HiddenText>
        <span role="status">{fetched.isPending ? '' : t('response.found', { count: found.length })}</span>
      </HiddenText>
    </section>,
    document.body,
  )
}

/** Favourites, then what was used last, then the library's order. */
function lastFirst(
  responses: readonly ResponseView[],
  favourites: ReadonlySet<ResponseId>,
  recents: readonly ResponseId[],
): ResponseView[] {
  const rank = ({ id }: ResponseView): number => {
    if (favourites.has(id)) return -1
    const place = recents.indexOf(id)
    return place < 0 ? recents.length : place
  }
  return responses.toSorted((a, b) => rank(a) - rank(b))
}

/** The field keeps the focus and names the list and what is meant in it. */
function useNamedInField(
  field: RefObject<HTMLTextAreaElement | null>,
  named: { readonly list: string; readonly active: string | null } | null,
): void {
  const list = named?.list ?? null
  const active = named?.active ?? null
  useEffect(() => {
    const element = field.current
    if (!element || list === null) return undefined
    element.setAttribute('aria-autocomplete', 'list')
    element.setAttribute('aria-controls', list)
    if (active === null) element.removeAttribute('aria-activedescendant')
    else element.setAttribute('aria-activedescendant', active)
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant'])
        element.removeAttribute(name)
    }
  }, [active, field, list])
}

const width = 440
const margin = 8

/** Over the line of the stroke, and never outside the window. */
function usePlace(field: RefObject<HTMLTextAreaElement | null>, from: number): CSSProperties | null {
  const [place, setPlace] = useState<CSSProperties | null>(null)
  useLayoutEffect(() => {
    const put = (): void => {
      if (!field.current) return
      const { left, top } = caretPlace(field.current, from)
      const room = Math.min(width, innerWidth - 2 * margin)
      setPlace({
        width: room,
        left: Math.max(margin, Math.min(left - margin, innerWidth - room - margin)),
        bottom: innerHeight - top + 6,
        maxHeight: Math.max(160, top - 6 - margin),
      })
    }
    put()
    addEventListener('resize', put)
    return () => removeEventListener('resize', put)
  }, [field, from])
  return place
}
