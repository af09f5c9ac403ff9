/**
 * A part of the page that is fetched when it is first shown. Where it cannot be had (no line, or the server was renewed and the old part is gone), only
 * this part is missing: it says so, is asked for again by a button or when the line is back, and everything else goes on. One that was fetched ahead is
 * there at once, without the blink of something that stands for it.
 */
import { createElement, lazy, useEffect, useState, useSyncExternalStore, type ComponentType } from 'react'
import { createStore } from '../live/store.ts'
import { offline } from '../net/problem.ts'
import { useText } from '../text/use-text.ts'
import { Dialog } from './dialog.tsx'
import { LoadProblem } from './load-problem.tsx'

type Kind =
  /** It stands in its place on the page. */
  | 'place'
  /** It stands over the page, and its `onClose` takes it away. */
  | 'window'
  /** Without it everything can still be done: nothing is said. */
  | 'aid'

/** What nobody has opened yet, until it is fetched ahead. */
const unfetched = new Set<() => void>()
let isFetchedAhead = false

/** Fetches every part, and from now on those that come with another one as well. */
export function fetchParts(): void {
  isFetchedAhead = true
  for (const fetchOne of unfetched) fetchOne()
  unfetched.clear()
}

export function partOfPage<Props extends object>(
  kind: Kind,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let had: ComponentType<Props> | null = null
  const get = async (): Promise<ComponentType<Props>> => (had = await load())
  // One that cannot be had now is asked for again when it is opened.
  const getAhead = (): void => void get().catch(() => {})
  if (isFetchedAhead) queueMicrotask(getAhead)
  else unfetched.add(getAhead)

  function attempt(): ComponentType<Props> {
    const made: ComponentType<Props> = lazy<ComponentType<Props>>(async () => {
      try {
        return { default: await get() }
      } catch {
        const again = (): void => attempts.update((now) => (now === made ? attempt() : now))
        return { default: (props) => createElement(Missing, { kind, again, ...closeOf(props) }) }
      }
    })
    return made
  }
  const attempts = createStore(attempt())
  function Fetched(props: Props) {
    return createElement(useSyncExternalStore(attempts.subscribe, attempts.get), props)
  }
  return function Part(props) {
    // As it was when it was opened: what is shown is never exchanged for its like, which would begin anew.
    const [part] = useState<ComponentType<Props>>(() => had ?? Fetched)
    return createElement(part, props)
  }
}

type Closing = { readonly onClose?: (may: false) => void }

const closeOf = (props: Closing): Closing => (props.onClose ? { onClose: props.onClose } : {})

function Missing({ kind, again, onClose }: Closing & { readonly kind: Kind; readonly again: () => void }) {
  const { t } = useText()
  useEffect(() => {
    addEventListener('online', again)
    return () => {
      removeEventListener('online', again)
      // Opened another time, it is asked for another time.
      again()
    }
  }, [again])
  if (kind === 'aid') return null
  if (kind === 'place') return <LoadProblem problem={offline} onRetry={again} />
  return (
    <Dialog title={t('common.couldNotLoad')} isOpen onClose={() => onClose?.(false)}>
      <LoadProblem problem={offline} onRetry={again} />
    </Dialog>
  )
}
