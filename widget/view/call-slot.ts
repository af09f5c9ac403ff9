/**
 * The place of calls in the panel. The part that calls is a script of its own: it is fetched when somebody presses *Call*, or when this browser
 * has a call that may go on; nobody else pays for it.
 */
import type { CallModule, CallPart, CallPartParts } from '../call/part.ts'
import type { Words } from '../text/words.ts'
import { h, setText, show } from './element.ts'

export interface CallSlot {
  readonly element: HTMLElement
  readonly shape: CallPart['shape']
  readonly isLive: boolean
  open(): void
  resume(): void
  focus(): void
  stepBack(): boolean
  rebuild(): void
  forget(): void
}

export type CallSlotParts = CallPartParts & {
  readonly load: (address: string) => Promise<CallModule>
}

export function callSlot({ load, ...parts }: CallSlotParts): CallSlot {
  const said = h('p', { class: 'call-slot', set: { role: 'status', hidden: true } })
  const element = h('div', { class: 'call-box', set: { tabindex: '-1' } }, said)
  let part: CallPart | null = null
  let loading: Promise<CallPart | null> | null = null

  /** A failure is forgotten, so that it may be tried again. */
  function fetchPart(): Promise<CallPart | null> {
    loading ??= load(`${parts.server}/widget/v1/call.js`).then(
      ({ callPart }) => {
        part = callPart(parts)
        element.append(part.element)
        return part
      },
      () => {
        loading = null
        return null
      },
    )
    return loading
  }

  const words = (): Words => parts.words(parts.language())

  async function open(): Promise<void> {
    if (part) return begin(part)
    tell(words().starting)
    element.focus()
    const fetched = await fetchPart()
    tell(fetched ? '' : words().callLost)
    if (fetched) begin(fetched)
  }

  /** It has the focus from the first moment, and hands it to the first thing that can be done. */
  function begin(fetched: CallPart): void {
    fetched.open()
    if (fetched.shape === 'whole' && !fetched.isLive) fetched.element.focus()
    else fetched.focus()
  }

  function tell(text: string): void {
    setText(said, text)
    show(said, text !== '')
    parts.onChange()
  }

  return {
    element,
    get shape() {
      return part?.shape ?? 'none'
    },
    get isLive() {
      return part?.isLive ?? false
    },
    open: () => void open(),
    resume() {
      if (parts.shelf.get('call-live') === '1') void fetchPart().then((fetched) => fetched?.resume())
    },
    focus: () => part?.focus(),
    stepBack: () => part?.stepBack() ?? false,
    rebuild: () => part?.rebuild(),
    forget: () => part?.forget(),
  }
}
