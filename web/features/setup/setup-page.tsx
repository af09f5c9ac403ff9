import { useState, type FormEvent } from 'react'
import type { Api } from '#web/net/api.ts'
import { problemText, type Problem } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormProblem } from '#web/ui/form-problem.tsx'
import { Threshold } from '#web/ui/threshold.tsx'
import styles from './setup-page.module.css'

const shortestPassword = 10

/** The first visit of a new centre: its owner is made with the code the server's console shows. */
export function SetupPage({ api, onDone }: { readonly api: Api; readonly onDone: () => Promise<void> }) {
  const { t, language } = useText()
  const [form, setForm] = useState({ code: '', centreName: '', name: '', email: '', password: '' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const field = (name: keyof typeof form) => ({
    label: t(`setup.${name}`),
    name,
    isRequired: true,
    value: form[name],
    onChange: (value: string) => setForm((before) => ({ ...before, [name]: value })),
  })

  const submit = async (): Promise<void> => {
    setBusy(true)
    const answer = await api.setUp({ ...form, language })
    if (answer.ok || answer.problem.code === 'setup-done') {
      await api.signIn(form.email.trim(), form.password)
      await onDone()
    } else setProblem(answer.problem)
    setBusy(false)
  }

  return (
    <Threshold title={t('setup.title')} intro={t('setup.intro')}>
      <form
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (!isBusy) void submit()
        }}
      >
        <Field {...field('code')} help={t('setup.codeHelp')} autoComplete="off" autoFocus />
        <Field {...field('centreName')} autoComplete="organization" />
        <Field {...field('name')} autoComplete="name" />
        <Field {...field('email')} type="email" autoComplete="username" />
        <Field
          {...field('password')}
          type="password"
          autoComplete="new-password"
          minLength={shortestPassword}
          help={t('setup.passwordHelp', { count: shortestPassword })}
        />
        <FormProblem text={problem ? problemText(problem, language) : null} />
        <Button tone="primary" type="submit" isPending={isBusy} className={styles['submit']}>
          {t(isBusy ? 'setup.busy' : 'setup.act')}
        </Button>
      </form>
    </Threshold>
  )
}
