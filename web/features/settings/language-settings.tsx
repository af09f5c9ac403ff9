import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { useNow } from '#web/live/use-now.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { languageNames, languages } from '#web/text/languages.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './language-settings.module.css'

/** Each language in its own words, whoever looks for it may not read the other. Below, how dates and numbers look in it. */
export function LanguageSettings() {
  const { t, format } = useText()
  const now = useNow()
  const [{ language }, save] = usePreferences()
  return (
    <div className={styles['settings']}>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={language}
        onChange={(value) => void save({ language: value === 'en' ? 'en' : 'es' })}
      >
        <Label className={styles['title'] ?? ''}>{t('settings.languageTitle')}</Label>
        {languages.map((each) => (
          <Radio key={each} value={each} lang={each} className={styles['choice'] ?? ''}>
            <span className={styles['dot']} aria-hidden="true" />
            {languageNames[each]}
          </Radio>
        ))}
      </RadioGroup>
      <dl className={styles['samples']}>
        <dt>{t('settings.sampleDate')}</dt>
        <dd>{format.dateMinute(now)}</dd>
        <dt>{t('settings.sampleNumber')}</dt>
        <dd>{format.number(12_345.6)}</dd>
        <dt>{t('settings.sampleAgo')}</dt>
        <dd title={format.dateTime(now - 180_000)}>{format.ago(now - 180_000, now)}</dd>
      </dl>
      <p className={styles['help']}>{t('settings.languageHelp')}</p>
    </div>
  )
}
