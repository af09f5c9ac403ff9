/** A button of the telephone: a sign with a word under it, its key on hover. In a row that is short of room the word is only read out. */
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { ariaKeyOf, capOf, type KeyAct } from '#web/keys/key-map.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Kbd } from '#web/ui/kbd.tsx'
import styles from './call-button.module.css'

export type CallButtonTone = 'plain' | 'held' | 'muted' | 'recording' | 'hang-up' | 'primary'

type Props = Omit<ButtonProps, 'className' | 'style' | 'children'> & {
  readonly icon: ReactNode
  /** One word, two at most. */
  readonly word: string
  /** All of it, where the word does not say enough. */
  readonly name?: string
  readonly act?: KeyAct
  readonly tone?: CallButtonTone
  readonly shape?: 'tool' | 'small'
  readonly isWaiting?: boolean
  /** The space bar does nothing: nobody is hung up on by accident. */
  readonly isSpaceSafe?: boolean
  /** What it says changes: it is as wide either way, so that its neighbours stay where they are. */
  readonly isSteady?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function CallButton({
  icon,
  word,
  name,
  act,
  tone = 'plain',
  shape = 'tool',
  isWaiting = false,
  isSpaceSafe = false,
  isSteady = false,
  ref,
  ...props
}: Props) {
  const cap = act ? capOf(act) : ''
  return (
    <span
      className={styles['frame']}
      onKeyDownCapture={isSpaceSafe ? withoutSpace : undefined}
      onKeyUpCapture={isSpaceSafe ? withoutSpace : undefined}
    >
      <TooltipTrigger delay={500} closeDelay={0}>
        <Button
          {...props}
          {...(ref ? { ref } : {})}
          aria-label={name ?? word}
          aria-keyshortcuts={act ? ariaKeyOf(act) : undefined}
          isPending={isWaiting}
          className={classNames(
            styles['button'],
            styles[tone],
            styles[shape],
            isSteady && styles['steady'],
            isWaiting && styles['waiting'],
          )}
        >
          {icon}
          <span className={styles['word']} aria-hidden="true">
            {word}
          </span>
        </Button>
        <Tooltip className={styles['tip'] ?? ''} offset={6}>
          {name ?? word}
          <Kbd>{cap}</Kbd>
        </Tooltip>
      </TooltipTrigger>
    </span>
  )
}

function withoutSpace(event: KeyboardEvent): void {
  if (event.key !== ' ') return
  event.preventDefault()
  event.stopPropagation()
}
