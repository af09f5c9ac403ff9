/**
 * The keypad. While it is open the digits of the keyboard, * and # are tones for the other side, and nothing else on the page hears them; in a field they are
 * still what is written.
 */
import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CallId } from '#core/id.ts'
import { isWriting } from '#web/keys/use-key.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { hideKeypad } from './call-window.ts'
import styles from './keypad.module.css'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
const letters: Readonly<Record<string, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
}
const shownDigits = 24

export function Keypad({ callId }: { readonly callId: CallId }) {
  const { t } = useText()
  const { calls } = useDesk()
  const [pressed, setPressed] = useState('')
  const pad = useRef<HTMLDivElement>(null)
  const press = (digit: string): void => {
    setPressed((before) => `${before}${digit}`.slice(-shownDigits))
    void calls.act(callId, { type: 'press', digits: digit })
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return
    if (document.querySelector('[role=dialog], [role=alertdialog]')) return
    const isDigit = digits.some((digit) => digit === event.key)
    if (!isDigit && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (!isDigit) hideKeypad()
    else if (!event.repeat) press(event.key)
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [])
  useEffect(() => pad.current?.focus(), [])
  return (
    <div ref={pad} tabIndex={-1} className={styles['pad']} role="group" aria-label={t('call.keypad.title')}>
      <div className={styles['head']}>
        <output className={styles['pressed']} aria-label={t('call.keypad.pressed')}>
          {pressed}
        </output>
        <IconButton
          label={t('call.keypad.close')}
          icon={<X size={16} />}
          shortcut="Esc"
          onPress={hideKeypad}
        />
      </div>
      <div className={styles['keys']}>
        {digits.map((digit) => (
          <Button key={digit} className={styles['key'] ?? ''} aria-label={digit} onPress={() => press(digit)}>
            <span>{digit}</span>
            <span className={styles['letters']}>{letters[digit]}</span>
          </Button>
        ))}
      </div>
      <p className={styles['help']}>{t('call.keypad.help')}</p>
    </div>
  )
}
