/**
 * What standard responses have to do with the composer: the list that a stroke opens, and the look at the tokens before anything is sent. Both are
 * loaded when there is something for them to do; until the look has come, the server's own is the one that counts.
 */
import { Suspense, useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { offerAct } from '#web/live/act-list.ts'
import type { Writing } from '#web/live/composer-slot.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useComposerGuest } from '#web/live/use-composer-guest.ts'
import { insertResponseAct } from './response-tool.tsx'
import { isChoosing, slashAt, type ListKeys, type Slash } from './slash.ts'
import { useText } from '#web/text/use-text.ts'
import type { TokenLook } from './token-look.tsx'
import { useLibraryAhead } from './use-library.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const SlashList = partOfPage('aid', async () => (await import('./slash-list.tsx')).SlashList)
const LookAtTokens = partOfPage('aid', async () => (await import('./token-look.tsx')).LookAtTokens)

export function ResponseGuest({ writing }: { readonly writing: Writing }) {
  const { interaction, text, field } = writing
  const { t } = useText()
  const { composers } = useDesk()
  const [slash, setSlash] = useState<Slash | null>(null)
  const lastText = useRef(text)
  const dismissed = useRef<number | null>(null)
  /** The stroke that the key wrote, and not the agent. */
  const unasked = useRef<number | null>(null)
  const keys = useRef<ListKeys | null>(null)
  const look = useRef<TokenLook | null>(null)
  useLibraryAhead(interaction)
  useEffect(() => {
    lastText.current = text
  }, [text])

  useComposerGuest(interaction.id, {
    onKeyDown: (event) => keys.current?.(event) ?? false,
    onTyped: (now, caret) => {
      const found = slashAt(now, caret)
      const isTyped = now !== lastText.current
      lastText.current = now
      if (found?.from !== dismissed.current) dismissed.current = null
      // Whoever only goes back to a stroke does not ask again.
      if (isTyped) setSlash(found?.from === dismissed.current ? null : found)
      else setSlash((open) => (open && open.from === found?.from ? found : null))
    },
    maySend: () => look.current?.maySend() ?? true,
    toSend: (written) => look.current?.toSend(written) ?? written,
  })

  const ask = useEffectEvent((): void => {
    const composer = composers.of(interaction.id)
    if (!composer) return
    const before = composer.text()
    const caret = field.current?.selectionStart ?? before.length
    const isApart = caret === 0 || /\s/u.test(before[caret - 1] ?? '')
    const stroke = isApart ? '/' : ' /'
    composer.insert(stroke, { replacing: { from: caret, to: caret } })
    const from = caret + stroke.length - 1
    unasked.current = from
    dismissed.current = null
    setSlash({ from, to: from + 1, query: '' })
  })
  const name = t('response.insertOne')
  useEffect(() => offerAct({ id: insertResponseAct, name, run: () => ask() }), [name])

  const close = (wasLeft: boolean): void => {
    setSlash(null)
    if (!slash || !wasLeft) return
    dismissed.current = slash.from
    const stands = slash.query === '' && composers.of(interaction.id)?.text()[slash.from] === '/'
    if (unasked.current === slash.from && stands)
      composers.of(interaction.id)?.insert('', { replacing: { from: slash.from, to: slash.to } })
    unasked.current = null
  }

  return (
    <>
      <Suspense>{text.includes('<$') ? <LookAtTokens writing={writing} look={look} /> : null}</Suspense>
      <Suspense fallback={<Coming keys={keys} />}>
        {slash ? <SlashList writing={writing} slash={slash} keys={keys} onClose={close} /> : null}
      </Suspense>
    </>
  )
}

/** The list is on its way: Enter was meant for it and must not send the stroke to the customer. */
function Coming({ keys }: { readonly keys: RefObject<ListKeys | null> }) {
  useLayoutEffect(() => {
    const hold: ListKeys = isChoosing
    keys.current = hold
    return () => {
      if (keys.current === hold) keys.current = null
    }
  }, [keys])
  return null
}
