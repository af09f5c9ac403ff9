/** How well somebody’s sound comes through: four bars in green, orange or red, and the reason in words for whoever points at them or hears them read. */
import { Focusable } from 'react-aria-components/Focusable'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import type { CallId, PartyId } from '#core/id.ts'
import type { Grade, Quality } from '#web/phone/call-quality.ts'
import { useCallQuality } from '#web/phone/phone-context.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './quality-mark.module.css'

const filled = { good: 4, fair: 2, poor: 1 } as const

export function QualityMark({
  callId,
  partyId,
  name,
}: {
  readonly callId: CallId
  readonly partyId: PartyId
  /** Whose; absent: one’s own. */
  readonly name?: string
}) {
  const { t } = useText()
  const quality = useCallQuality(callId, partyId)
  const qualityText = useQualityText()
  // Nothing measured yet is nothing to tell.
  if (quality.grade === 'unknown') return null
  const { grade } = quality
  const why = qualityText(grade, quality)
  const text = t(name === undefined ? 'call.quality.own' : 'call.quality.of', { name, why })
  return (
    <TooltipTrigger delay={300} closeDelay={0}>
      <Focusable>
        <span role="img" aria-label={text} tabIndex={0} className={`${styles['mark']} ${styles[grade]}`}>
          <Bars filled={filled[grade]} />
          {grade === 'good' ? null : (
            <span className={styles['word']} aria-hidden="true">
              {t(`call.quality.grade.${grade}`)}
            </span>
          )}
        </span>
      </Focusable>
      <Tooltip className={styles['tip'] ?? ''} offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  )
}

function Bars({ filled: count }: { readonly filled: number }) {
  return (
    <svg width="18" height="16" viewBox="0 0 18 16" aria-hidden="true">
      {[4, 8, 12, 16].map((height, index) => (
        <rect
          key={height}
          x={index * 4.5}
          y={16 - height}
          width="3"
          height={height}
          rx="1"
          fill="currentColor"
          opacity={index < count ? 1 : 0.25}
        />
      ))}
    </svg>
  )
}

function useQualityText(): (grade: Exclude<Grade, 'unknown'>, quality: Quality) => string {
  const { t, format } = useText()
  return (grade, { reason, value }) => {
    const word = t(`call.quality.grade.${grade}`)
    if (reason === null) return word
    const isShare = reason === 'loss-in' || reason === 'loss-out'
    const amount =
      value === null
        ? ''
        : isShare
          ? format.number(Math.round(value * 100))
          : format.number(Math.round(value))
    return `${word}: ${t(`call.quality.why.${reason}`, { amount })}`
  }
}
