/** One of a few, each as a card with its picture: all can be seen before one is chosen. */
import type { ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Text } from 'react-aria-components/Text'
import styles from './choice-cards.module.css'

export type Choice<Value extends string> = {
  readonly value: Value
  readonly name: string
  readonly picture: ReactNode
}

export function ChoiceCards<Value extends string>({
  title,
  help,
  choices,
  value,
  onChange,
}: {
  readonly title: string
  readonly help?: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}) {
  return (
    <RadioGroup
      className={styles['group'] ?? ''}
      orientation="horizontal"
      value={value}
      onChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen)
        if (choice) onChange(choice.value)
      }}
    >
      <Label className={styles['title'] ?? ''}>{title}</Label>
      <div className={styles['cards']}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={styles['card'] ?? ''}>
            <span className={styles['picture']} aria-hidden="true">
              {choice.picture}
            </span>
            <span className={styles['name']}>
              <span className={styles['dot']} aria-hidden="true" />
              {choice.name}
            </span>
          </Radio>
        ))}
      </div>
      {help === undefined ? null : (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
    </RadioGroup>
  )
}
