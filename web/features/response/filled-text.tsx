import type { FilledText as Filled } from '#core/text-token/fill-tokens.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './filled-text.module.css'
import { useTokenName } from './use-token-name.ts'

/** A text as it will be sent: values stand out a little, what has none stands out and says so in words. */
export function FilledText({ filled: { parts, unresolved } }: { readonly filled: Filled }) {
  const { t } = useText()
  const nameOf = useTokenName()
  const isUnknown = (key: string): boolean =>
    unresolved.some((one) => one.key === key && one.why === 'unknown')
  return parts.map(({ kind, text, token }, index) => {
    // Stretches of one text never change their order.
    const key = `${index} ${kind}`
    if (kind === 'text' || !token) return <span key={key}>{text}</span>
    if (kind === 'value')
      return (
        <span key={key} className={styles['value']} title={nameOf(token)}>
          {text}
        </span>
      )
    return (
      <mark key={key} className={styles['unresolved']} title={text}>
        {nameOf(token)}{' '}
        <span className={styles['word']}>
          {t(isUnknown(token.key) ? 'response.unknown' : 'response.noValue')}
        </span>
      </mark>
    )
  })
}
