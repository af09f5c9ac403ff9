import { classNames } from './class-names.ts'
import styles from './avatar.module.css'

/** Initials on one of six quiet tints, always the same for the same person. */
export function Avatar({
  name,
  size = 'normal',
}: {
  readonly name: string
  readonly size?: 'small' | 'normal' | 'large'
}) {
  return (
    <span
      aria-hidden="true"
      className={classNames(styles['avatar'], styles[size], styles[`tint${tintOf(name)}`])}
    >
      {initialsOf(name)}
    </span>
  )
}

const graphemes = new Intl.Segmenter()

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  // A letter may be made of several characters.
  const letters = words
    .slice(0, 2)
    .map((word) => graphemes.segment(word)[Symbol.iterator]().next().value?.segment)
  return letters.join('').toLocaleUpperCase()
}

function tintOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % 6
}
