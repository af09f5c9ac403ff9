/** Every kind of line the centre can have. The order is the one lists show. */
export const channelKinds = [
  'voice',
  'callback',
  'web-chat',
  'email',
  'whatsapp',
  'sms',
  'messenger',
  'instagram',
  'x',
  'facebook',
  'telegram',
  'work-item',
] as const

export type ChannelKind = (typeof channelKinds)[number]
