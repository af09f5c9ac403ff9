import { useState, type FormEvent } from 'react'
import type { Api } from '#web/net/api.ts'
import { problemText, type Problem } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormProblem } from '#web/ui/form-problem.tsx'
import { Threshold } from '#web/ui/threshold.tsx'
import styles from './sign-in-page.module.css'

export function SignInPage({
  api,
  wasSignedIn,
  onDone,
}: {
  readonly api: Api
  /** The session ended while the person worked. */
  readonly wasSignedIn: boolean
  readonly onDone: () => Promise<void>
}) {
  const { t, language } = useText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  /** Null until the server asks for the second factor. */
  const [code, setCode] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)

  const submit = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    await (code === null ? enter() : verify(code))
    setBusy(false)
  }

  const enter = async (): Promise<void> => {
    const answer = await api.signIn(email.trim(), password)
    // The sign-in library says only that it did not work; which of the two is wrong is nobody's business.
    if (!answer.ok)
      setProblem(isWrong(answer.problem) ? { code: 'sign-in-failed', details: {} } : answer.problem)
    else if (answer.value?.secondFactor === true) setCode('')
    else await onDone()
  }

  const verify = async (typed: string): Promise<void> => {
    const answer = await api.verifyCode(typed.replaceAll(/\s/g, ''))
    if (answer.ok) await onDone()
    else setProblem(answer.problem)
  }

  return (
    <Threshold
      title={t('signIn.title')}
      intro={t(code !== null ? 'signIn.codeIntro' : wasSignedIn ? 'signIn.ended' : 'signIn.intro')}
    >
      <form
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (!isBusy) void submit()
        }}
      >
        <Field
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <Field
          label={t('signIn.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        {code === null ? null : (
          <Field
            label={t('signIn.code')}
            type="text"
            name="code"
            autoComplete="one-time-code"
            isRequired
            autoFocus
            value={code}
            onChange={setCode}
          />
        )}
        <FormProblem text={problem ? problemText(problem, language) : null} />
        <Button tone="primary" type="submit" isPending={isBusy} className={styles['submit']}>
          {t(isBusy ? 'signIn.busy' : 'signIn.act')}
        </Button>
      </form>
      <p className={styles['help']}>{t('signIn.help')}</p>
    </Threshold>
  )
}

const isWrong = ({ code }: Problem): boolean =>
  code === 'not-signed-in' || code === 'invalid-request' || code === 'not-allowed'
