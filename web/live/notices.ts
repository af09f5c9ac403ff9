/**
 * What the page tells the person in passing: that something failed, or was done for them. A notice never takes the focus; what has failed or needs
 * attention stays until it is put away or followed by three more, a piece of news goes by itself.
 */
import { createStore, type Store } from './store.ts'

export type Notice = {
  readonly id: number
  readonly tone: 'failure' | 'attention' | 'news' | 'done'
  readonly text: string
}

export type Notices = {
  readonly store: Store<readonly Notice[]>
  readonly tell: (tone: Notice['tone'], text: string) => void
  readonly dismiss: (id: number) => void
}

const shownAtOnce = 3
const newsMs = 6_000

export function createNotices(wait: (ms: number, then: () => void) => void): Notices {
  const store = createStore<readonly Notice[]>([])
  let lastId = 0
  const dismiss = (id: number): void => store.update((all) => all.filter((notice) => notice.id !== id))
  return {
    store,
    dismiss,
    tell(tone, text) {
      const id = ++lastId
      // The same words twice are one notice, said again.
      store.update((all) =>
        [...all.filter((notice) => notice.text !== text), { id, tone, text }].slice(-shownAtOnce),
      )
      if (tone === 'news' || tone === 'done') wait(newsMs, () => dismiss(id))
    },
  }
}
