import type { settings as spanish } from '../es/settings.ts'

export const settings: typeof spanish = {
  title: 'Settings',
  section: { appearance: 'Appearance', language: 'Language', keys: 'Keys', alerts: 'Alerts', calls: 'Calls' },
  contrastTitle: 'Contrast',
  contrast: { normal: 'Normal', high: 'High' },
  contrastHelp: 'High: stronger letters, borders and focus, in the light and in the dark.',
  languageTitle: 'Language of the page',
  languageHelp: 'Changes at once, on all your devices.',
  sampleDate: 'Date and time',
  sampleNumber: 'Number',
  sampleAgo: 'Time passed',
  lettersHelp:
    'Better off with a screen reader or when dictating: the finder with its chord stays, and so do the buttons.',
  keyOf: '{{act}}: {{key}}. Change',
  keyPress: '{{act}}: press the new key. Backspace takes it away, Escape leaves it as it is',
  keyWaiting: 'Press…',
  keyNone: 'None',
  keyUsed: '{{key}} already belongs to “{{act}}”.',
  keyTaken: '{{key}} belongs to {{by}} and cannot be used here. Try another.',
  keySwap: 'Swap',
  keyLeave: 'Leave it',
  keyReset: '{{act}}: the original key',
  keysReset: 'All original keys',
}
