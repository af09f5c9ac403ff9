/**
 * A part of the page that is fetched when it is first shown. Where it cannot be had (no line, or the server was renewed and the old part is gone), only
 * this part is missing: it says so, is asked for again by a button or when the line is back, and everything else goes on.
 */
import { createElement, lazy, useEffect, useSyncExternalStore, type ComponentType } from 'react'
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

export function partOfPage<Props extends object>(
  kind: Kind,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  function attempt(): ComponentType<Props> {
    const made: ComponentType<Props> = lazy<ComponentType<Props>>(async () => {
      try {
        return { default: await load() }
      } catch {
        const again = (): void => attempts.update((now) => (now === made ? attempt() : now))
        return { default: (props) => createElement(Missing, { kind, again, ...closeOf(props) }) }
      }
    })
    return made
  }
  const attempts = createStore(attempt())
  return function Part(props) {
    return createElement(useSyncExternalStore(attempts.subscribe, attempts.get), props)
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
