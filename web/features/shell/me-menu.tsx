/** What belongs to the person: language, theme and density at once, the other choices in the settings, and leaving. All of it is kept on the server. */
import { Bell, Keyboard, LogOut, Moon, Rows2, Rows3, Settings, Sun, SunMoon, Users } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { SubmenuTrigger } from 'react-aria-components/Menu'
import type { Preferences } from '#protocol/workspace.ts'
import { showWindow } from '#web/live/page-window.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { go } from '#web/route.ts'
import { languageNames, languages } from '#web/text/languages.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Menu, MenuItem, MenuPart, MenuTrigger } from '#web/ui/menu.tsx'
import styles from './me-menu.module.css'

const themes = ['system', 'light', 'dark'] as const
const themeIcons = { system: SunMoon, light: Sun, dark: Moon } as const
const densities = ['comfortable', 'compact'] as const
const densityIcons = { comfortable: Rows2, compact: Rows3 } as const

export function MeMenu({ onSignOut }: { readonly onSignOut: () => void }) {
  const { t } = useText()
  const { agent } = useWorkspace()
  const [{ language, theme = 'system', density = 'comfortable' }, save] = usePreferences()
  const ThemeIcon = themeIcons[theme]
  const DensityIcon = densityIcons[density]
  const put = (changes: Partial<Preferences>): void => void save(changes)

  return (
    <MenuTrigger>
      <Button className={styles['me'] ?? ''} aria-label={t('me.menu', { name: agent.name })}>
        <Avatar name={agent.name} />
      </Button>
      <Menu aria-label={t('me.menu', { name: agent.name })} placement="bottom end">
        <MenuPart title={`${agent.name} · ${t(`me.role.${agent.role}`)}`}>
          <SubmenuTrigger>
            <MenuItem
              icon={<span className={styles['code']}>{language}</span>}
              hint={languageNames[language]}
            >
              {t('me.language')}
            </MenuItem>
            <Menu
              aria-label={t('me.language')}
              placement="left top"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[language]}
              onAction={(key) => put({ language: key === 'en' ? 'en' : 'es' })}
            >
              {languages.map((each) => (
                <MenuItem key={each} id={each}>
                  {languageNames[each]}
                </MenuItem>
              ))}
            </Menu>
          </SubmenuTrigger>
          <SubmenuTrigger>
            <MenuItem icon={<ThemeIcon size={16} />} hint={t(`me.theme.${theme}`)}>
              {t('me.themeTitle')}
            </MenuItem>
            <Menu
              aria-label={t('me.themeTitle')}
              placement="left top"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[theme]}
              onAction={(key) => put({ theme: themes.find((each) => each === key) ?? 'system' })}
            >
              {themes.map((each) => {
                const Icon = themeIcons[each]
                return (
                  <MenuItem key={each} id={each} icon={<Icon size={16} />}>
                    {t(`me.theme.${each}`)}
                  </MenuItem>
                )
              })}
            </Menu>
          </SubmenuTrigger>
          <SubmenuTrigger>
            <MenuItem icon={<DensityIcon size={16} />} hint={t(`me.density.${density}`)}>
              {t('me.densityTitle')}
            </MenuItem>
            <Menu
              aria-label={t('me.densityTitle')}
              placement="left top"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[density]}
              onAction={(key) => put({ density: densities.find((each) => each === key) ?? 'comfortable' })}
            >
              {densities.map((each) => {
                const Icon = densityIcons[each]
                return (
                  <MenuItem key={each} id={each} icon={<Icon size={16} />}>
                    {t(`me.density.${each}`)}
                  </MenuItem>
                )
              })}
            </Menu>
          </SubmenuTrigger>
        </MenuPart>
        <MenuPart title={t('me.more')}>
          <MenuItem icon={<Users size={16} />} onAction={() => go({ place: 'team' })}>
            {t('team.title')}
          </MenuItem>
          <MenuItem
            icon={<Settings size={16} />}
            onAction={() => showWindow({ name: 'settings', section: 'appearance' })}
          >
            {t('settings.title')}
          </MenuItem>
          <MenuItem
            icon={<Bell size={16} />}
            onAction={() => showWindow({ name: 'settings', section: 'alerts' })}
          >
            {t('settings.section.alerts')}
          </MenuItem>
          <MenuItem icon={<Keyboard size={16} />} onAction={() => showWindow({ name: 'keys' })}>
            {t('keys.title')}
          </MenuItem>
          <MenuItem icon={<LogOut size={16} />} onAction={onSignOut}>
            {t('me.signOut')}
          </MenuItem>
        </MenuPart>
      </Menu>
    </MenuTrigger>
  )
}
