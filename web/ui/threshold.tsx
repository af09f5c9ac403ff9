/** The frame around what happens before the workspace: the ink with its ring on one side, a form on the other. */
import { Languages } from 'lucide-react'
import type { ReactNode } from 'react'
import { setLanguage } from '../text/language.ts'
import { languageNames, languages } from '../text/languages.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import styles from './threshold.module.css'

export function Threshold({
  title,
  intro,
  children,
}: {
  readonly title: string
  readonly intro: string
  readonly children: ReactNode
}) {
  const { language } = useText()
  const other = languages.find((one) => one !== language) ?? language
  return (
    <div className={styles['frame']}>
      <div className={styles['ink']} aria-hidden="true">
        <svg className={styles['rings']} viewBox="0 0 400 400" fill="none">
          <path d="M200 30a170 170 0 1 1-153.9 97.7" />
          <path d="M200 80a120 120 0 1 1-108.6 69" />
          <path d="M200 130a70 70 0 1 1-63.4 40.3" />
          <circle cx="200" cy="200" r="24" />
        </svg>
        <span className={styles['name']}>Atiende</span>
      </div>
      <main className={styles['main']}>
        <div className={styles['language']}>
          <Button
            tone="quiet"
            icon={<Languages size={16} aria-hidden="true" />}
            onPress={() => void setLanguage(other)}
          >
            <span lang={other}>{languageNames[other]}</span>
          </Button>
        </div>
        <div className={styles['card']}>
          <h1 className={styles['title']}>{title}</h1>
          <p className={styles['intro']}>{intro}</p>
          {children}
        </div>
      </main>
    </div>
  )
}
