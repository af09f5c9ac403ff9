import type { ChannelKind } from '../channel-kind.ts'
import type { TextLanguage } from './language.ts'

const names: Readonly<Record<TextLanguage, Readonly<Record<ChannelKind, string>>>> = {
  es: {
    voice: 'teléfono',
    callback: 'devolución de llamada',
    'web-chat': 'chat web',
    email: 'correo electrónico',
    whatsapp: 'WhatsApp',
    sms: 'SMS',
    messenger: 'Messenger',
    instagram: 'Instagram',
    x: 'X',
    facebook: 'Facebook',
    telegram: 'Telegram',
    'work-item': 'gestión interna',
  },
  en: {
    voice: 'phone',
    callback: 'callback',
    'web-chat': 'web chat',
    email: 'e-mail',
    whatsapp: 'WhatsApp',
    sms: 'SMS',
    messenger: 'Messenger',
    instagram: 'Instagram',
    x: 'X',
    facebook: 'Facebook',
    telegram: 'Telegram',
    'work-item': 'internal work',
  },
}

/** A channel as a sentence to a customer names it. */
export function channelName(channel: ChannelKind, language: TextLanguage): string {
  return names[language][channel]
}
