import { CircleAlert } from 'lucide-react'
import styles from './form-problem.module.css'

/** What is wrong with a form as a whole. It takes the focus's attention by being announced, not by moving it. */
export function FormProblem({ text }: { readonly text: string | null }) {
  return (
    <div role="alert">
      {text === null ? null : (
        <p className={styles['problem']}>
          <CircleAlert size={18} aria-hidden="true" />
          {text}
        </p>
      )}
    </div>
  )
}
