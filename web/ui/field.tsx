import type { ReactNode } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextField,
  type TextFieldProps,
} from 'react-aria-components/TextField'
import styles from './field.module.css'

/** One line of text with its label above, help below, and what is wrong with it in its place. */
export function Field({
  label,
  help,
  placeholder,
  ...props
}: Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  readonly label: string
  readonly help?: ReactNode
  readonly placeholder?: string
}) {
  return (
    <TextField {...props} className={styles['field'] ?? ''}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Input className={styles['input'] ?? ''} {...(placeholder === undefined ? {} : { placeholder })} />
      {help === undefined ? null : (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''} />
    </TextField>
  )
}
