import { useText } from '#web/text/use-text.ts'
import { linkParts } from '#web/ui/link-parts.ts'
import { MarkedText } from './marked-text.tsx'

/** A text with its web addresses as links, and with what is searched for marked. */
export function LinkedText({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const parts = linkParts(text)
  if (parts.length === 1 && parts[0]?.href === null) return <MarkedText text={text} words={words} />
  return parts.map(({ text: part, href, host }, index) => (
    // The same text always splits the same way: the place is the identity.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={index}>
      {href === null ? (
        <MarkedText text={part} words={words} />
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
          <MarkedText text={part} words={words} />
        </a>
      )}
      {host === null ? null : <RealAddress host={host} />}
    </span>
  ))
}

function RealAddress({ host }: { readonly host: string }) {
  const { t } = useText()
  return ` ${t('conversation.realAddress', { host })}`
}
