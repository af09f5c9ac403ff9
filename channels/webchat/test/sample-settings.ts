import type { PreChatSetting } from '../../visitor-form.ts'
import { webChatSettings, type WebChatSettings } from '../settings.ts'

export const shop = 'https://tienda.example'

/** Settings of a shop, as an administrator leaves them. */
export function sampleSettings(change: Partial<WebChatSettings> = {}): WebChatSettings {
  return webChatSettings.parse({
    allowedOrigins: [shop],
    title: { es: 'Luz y Barro', en: 'Luz y Barro' },
    greeting: { es: 'Hola. ¿En qué podemos ayudar?', en: 'Hello. How can we help?' },
    ...change,
  })
}

export const nameField: PreChatSetting = {
  key: 'name',
  label: { es: 'Nombre', en: 'Name' },
  type: 'text',
  required: true,
  target: 'contact.name',
}

export const emailField: PreChatSetting = {
  key: 'email',
  label: { es: 'Correo', en: 'E-mail' },
  type: 'email',
  required: false,
  target: 'contact.email',
}

export const topicField: PreChatSetting = {
  key: 'topic',
  label: { es: 'Tema', en: 'Topic' },
  type: 'choice',
  required: true,
  choices: [
    { value: 'order', label: { es: 'Un pedido', en: 'An order' } },
    { value: 'other', label: { es: 'Otra cosa', en: 'Something else' } },
  ],
  target: 'case.topic',
}

export const consentField: PreChatSetting = {
  key: 'privacy',
  label: { es: 'Acepto la política de privacidad', en: 'I accept the privacy policy' },
  type: 'consent',
  required: true,
  target: 'case.privacy',
}
