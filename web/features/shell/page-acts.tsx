/** What can be done with the page itself, for the palette: looks, language, settings' parts, signing out. */
import { Bell, Contrast, Keyboard, Languages, LogOut, Moon, Rows2, Rows3, Sun, SunMoon } from 'lucide-react'
import { useMemo } from 'react'
import type { PageAct } from '#web/live/act-list.ts'
import { showWindow } from '#web/live/page-window.ts'
import { useActs } from '#web/live/use-acts.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { languageNames, languages } from '#web/text/languages.ts'
import { useText } from '#web/text/use-text.ts'

const themes = [
  ['system', SunMoon],
  ['light', Sun],
  ['dark', Moon],
] as const
const densities = [
  ['comfortable', Rows2],
  ['compact', Rows3],
] as const
const contrasts = ['normal', 'high'] as const

export function PageActs({ onSignOut }: { readonly onSignOut: () => void }) {
  const { t } = useText()
  const [, save] = usePreferences()
  const acts = useMemo(
    (): PageAct[] => [
      ...themes.map(([theme, Icon]) => ({
        id: `page.theme.${theme}`,
        name: `${t('me.themeTitle')}: ${t(`me.theme.${theme}`)}`,
        icon: <Icon size={16} />,
        run: () => void save({ theme }),
      })),
      ...contrasts.map((contrast) => ({
        id: `page.contrast.${contrast}`,
        name: `${t('settings.contrastTitle')}: ${t(`settings.contrast.${contrast}`)}`,
        icon: <Contrast size={16} />,
        run: () => void save({ contrast }),
      })),
      ...densities.map(([density, Icon]) => ({
        id: `page.density.${density}`,
        name: `${t('me.densityTitle')}: ${t(`me.density.${density}`)}`,
        icon: <Icon size={16} />,
        run: () => void save({ density }),
      })),
      ...languages.map((language) => ({
        id: `page.language.${language}`,
        name: `${t('me.language')}: ${languageNames[language]}`,
        // Whoever cannot read the language of the page looks for it in another.
        words: 'idioma language',
        icon: <Languages size={16} />,
        run: () => void save({ language }),
      })),
      {
        id: 'page.settings.keys',
        name: t('keys.change'),
        icon: <Keyboard size={16} />,
        run: () => showWindow({ name: 'settings', section: 'keys' }),
      },
      {
        id: 'page.settings.alerts',
        name: t('settings.section.alerts'),
        hint: t('settings.title'),
        icon: <Bell size={16} />,
        run: () => showWindow({ name: 'settings', section: 'alerts' }),
      },
      { id: 'page.sign-out', name: t('me.signOut'), icon: <LogOut size={16} />, run: onSignOut },
    ],
    [onSignOut, save, t],
  )
  useActs(acts)
  return null
}
