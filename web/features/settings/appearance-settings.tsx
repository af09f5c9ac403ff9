import { usePreferences } from '#web/live/use-preferences.ts'
import { systemContrast } from '#web/style/appearance.ts'
import { useText } from '#web/text/use-text.ts'
import { ChoiceCards } from './choice-cards.tsx'
import { LooksPicture } from './looks-picture.tsx'
import styles from './appearance-settings.module.css'

const themes = ['system', 'light', 'dark'] as const
const contrasts = ['normal', 'high'] as const
const densities = ['comfortable', 'compact'] as const

export function AppearanceSettings() {
  const { t } = useText()
  const [{ theme = 'system', contrast = systemContrast(), density = 'comfortable' }, save] = usePreferences()
  return (
    <div className={styles['settings']}>
      <ChoiceCards
        title={t('me.themeTitle')}
        value={theme}
        onChange={(value) => void save({ theme: value })}
        choices={themes.map((value) => ({
          value,
          name: t(`me.theme.${value}`),
          picture: <LooksPicture theme={value} />,
        }))}
      />
      <ChoiceCards
        title={t('settings.contrastTitle')}
        help={t('settings.contrastHelp')}
        value={contrast}
        onChange={(value) => void save({ contrast: value })}
        choices={contrasts.map((value) => ({
          value,
          name: t(`settings.contrast.${value}`),
          picture: <LooksPicture contrast={value} />,
        }))}
      />
      <ChoiceCards
        title={t('me.densityTitle')}
        value={density}
        onChange={(value) => void save({ density: value })}
        choices={densities.map((value) => ({
          value,
          name: t(`me.density.${value}`),
          picture: <LooksPicture density={value} />,
        }))}
      />
    </div>
  )
}
