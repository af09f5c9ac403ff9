import type { settings as spanish } from '../es/settings.ts'

export const settings: typeof spanish = {
  title: 'Settings',
  section: { appearance: 'Appearance', language: 'Language', alerts: 'Alerts' },
  contrastTitle: 'Contrast',
  contrast: { normal: 'Normal', high: 'High' },
  contrastHelp: 'High: stronger letters, borders and focus, in the light and in the dark.',
  languageTitle: 'Language of the page',
  languageHelp: 'Changes at once, on all your devices.',
  sampleDate: 'Date and time',
  sampleNumber: 'Number',
  sampleAgo: 'Time passed',
}
