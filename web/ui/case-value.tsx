/** One value of case data as it is shown everywhere: in the column, on an offer, in the history. A link opens where the administrator wants it. */
import { ExternalLink, PictureInPicture2 } from 'lucide-react'
import type { MouseEvent } from 'react'
import { instantOfIso } from '#core/text-token/instant-of-iso.ts'
import type { CaseField } from '#protocol/config/case-field.ts'
import type { CaseValue as Value } from '#protocol/interaction.ts'
import { useWorkspace } from '../live/workspace-context.ts'
import { useText } from '../text/use-text.ts'
import { zonedLongText } from '../text/zoned-time.ts'
import { caseText } from './case-text.ts'
import styles from './case-value.module.css'
import { HiddenText } from './hidden-text.tsx'
import { linkParts } from './link-parts.ts'

type Props = {
  readonly field: Pick<CaseField, 'type' | 'choices' | 'target' | 'tooltip'>
  readonly value: Value
}

export function CaseValue({ field, value }: Props) {
  const text = useText()
  const { timeZone } = useWorkspace().centre
  const shown = caseText(field, value, text, timeZone)
  if (shown === null) return null
  if (field.type === 'link') return <Link field={field} address={shown} />
  if (field.type === 'number') return <span className={styles['number']}>{shown}</span>
  if (field.type === 'date-time') {
    const at = instantOfIso(String(value))
    return at === null ? (
      shown
    ) : (
      <time dateTime={String(value)} title={zonedLongText(at, text.language, timeZone)}>
        {shown}
      </time>
    )
  }
  return shown
}

/** A window of its own, beside the page and not over it. */
const windowFeatures = 'popup,noopener,noreferrer,width=1000,height=760'

function Link({ field, address }: { readonly field: Props['field']; readonly address: string }) {
  const { t, local } = useText()
  const [part, rest] = linkParts(address)
  const href = (rest ? null : part?.href) ?? (/^(mailto|tel):/i.test(address) ? address : null)
  if (!href) return address
  const isOutside = /^https?:/i.test(href)
  const opensWindow = isOutside && field.target === 'window'
  const open = (event: MouseEvent): void => {
    if (!opensWindow || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    globalThis.open(href, '_blank', windowFeatures)
  }
  const Icon = opensWindow ? PictureInPicture2 : ExternalLink
  return (
    <a
      href={href}
      {...(isOutside ? { target: '_blank' } : {})}
      rel="noopener noreferrer"
      title={field.tooltip ? local(field.tooltip) : address}
      className={styles['link']}
      onClick={open}
    >
      {part?.host ?? address.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/i, '')}
      {isOutside ? (
        <>
          <Icon size={12} className={styles['sign']} aria-hidden="true" />
          <HiddenText>{t(opensWindow ? 'case.opensWindow' : 'case.opensTab')}</HiddenText>
        </>
      ) : null}
    </a>
  )
}
