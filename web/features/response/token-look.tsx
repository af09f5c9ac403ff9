/**
 * The look at a text with tokens before it is sent: how it will read, and what is missing. What is missing is written or taken out here, each
 * with one field and one button; until then nothing is sent.
 */
import { CircleAlert, Eye } from 'lucide-react'
import { useId, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { parseTokens } from '#core/text-token/parse-tokens.ts'
import type { UnresolvedToken } from '#core/text-token/fill-tokens.ts'
import type { Writing } from '#web/live/composer-slot.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { FilledText } from './filled-text.tsx'
import styles from './token-look.module.css'
import { textWithout, textWithValue } from './put-token.ts'
import { useTokenName } from './use-token-name.ts'
import { useWordings } from './use-wordings.ts'

export type TokenLook = {
  readonly maySend: () => boolean
  /** The text as the agent sees that it will be sent. */
  readonly toSend: (text: string) => string
}

type Props = { readonly writing: Writing; readonly look: RefObject<TokenLook | null> }

export function LookAtTokens({ writing, look }: Props) {
  const { text, interaction } = writing
  const { t } = useText()
  const { composers } = useDesk()
  const { fillWritten, areKnown } = useWordings(interaction)
  const filled = useMemo(() => fillWritten(text), [fillWritten, text])
  const { unresolved } = filled
  const box = useRef<HTMLElement>(null)
  const [asked, setAsked] = useState(0)

  useLayoutEffect(() => {
    look.current = {
      maySend() {
        if (unresolved.length === 0) return true
        setAsked((times) => times + 1)
        box.current?.querySelector('input')?.focus()
        return false
      },
      toSend: (written) => {
        const filled = fillWritten(written)
        return filled.unresolved.length === 0 ? filled.text : written
      },
    }
    return () => {
      look.current = null
    }
  }, [fillWritten, look, unresolved])

  /** The focus goes on to what is missing next, or back to the text. */
  const put = (next: string, left: number): void => {
    composers.of(interaction.id)?.insert(next, { replacing: { from: 0, to: text.length } })
    if (left === 0) return
    requestAnimationFrame(() => requestAnimationFrame(() => box.current?.querySelector('input')?.focus()))
  }

  if (!areKnown || parseTokens(text).length === 0) return null
  return (
    <section ref={box} className={styles['look']} aria-label={t('response.willBeSent')}>
      {unresolved.length === 0 ? null : (
        <p key={asked} role="alert" className={styles['missing']}>
          <CircleAlert size={16} aria-hidden="true" />
          {t('response.blocked', { count: unresolved.length })}
        </p>
      )}
      {unresolved.map((token) => (
        <Missing
          key={token.key}
          token={token}
          onValue={(value) => put(textWithValue(text, token.key, value), unresolved.length - 1)}
          onRemove={() => put(textWithout(text, token.key), unresolved.length - 1)}
        />
      ))}
      <p className={styles['label']}>
        <Eye size={14} aria-hidden="true" /> {t('response.willBeSent')}
      </p>
      <p className={styles['text']}>
        <FilledText filled={filled} />
      </p>
    </section>
  )
}

function Missing({
  token,
  onValue,
  onRemove,
}: {
  readonly token: UnresolvedToken
  readonly onValue: (value: string) => void
  readonly onRemove: () => void
}) {
  const { t } = useText()
  const name = useTokenName()(token)
  const [value, setValue] = useState('')
  const id = useId()
  const done = (): void => {
    if (value.trim() !== '') onValue(value.trim())
  }
  return (
    <form
      className={styles['row']}
      onSubmit={(event) => {
        event.preventDefault()
        done()
      }}
    >
      <label htmlFor={id} className={styles['name']}>
        {name}{' '}
        <span className={styles['why']}>
          {t(token.why === 'unknown' ? 'response.unknown' : 'response.noValue')}
        </span>
        <span className={styles['token']}>{token.name}</span>
      </label>
      <input
        id={id}
        className={styles['input']}
        aria-label={t('response.valueOf', { name })}
        value={value}
        maxLength={2_000}
        autoComplete="off"
        onChange={(event) => setValue(event.target.value)}
      />
      <Button type="submit" isDisabled={value.trim() === ''}>
        {t('response.put')}
      </Button>
      <Button tone="quiet" aria-label={t('response.removeToken', { name })} onPress={onRemove}>
        {t('response.remove')}
      </Button>
    </form>
  )
}
