import { useText } from '#web/text/use-text.ts'
import { linkParts } from '#web/ui/link-parts.ts'
import { MarkedText } from './marked-text.tsx'

/** A text with its web addresses as links, and with what is searched for marked. */
export function LinkedText({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const { t } = useText()
  return linkParts(text).map(({ text: part, href, host }, index) => {
    const shown = <MarkedText text={part} words={words} />
    const link =
      href === null ? (
        shown
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
          {shown}
        </a>
      )
    return (
      // The same text always splits the same way: the place is the identity.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index}>
        {link}
        {host === null ? null : ` ${t('conversation.realAddress', { host })}`}
      </span>
    )
  })
}
