/** Each channel's one glyph and tint, the same in lists, offers, timeline and contact card. */
import type { ChannelKind } from '#core/channel-kind.ts'
import {
  AtSign,
  Camera,
  FileText,
  Mail,
  MessageCircle,
  MessageSquare,
  MessageSquareText,
  MessagesSquare,
  Phone,
  PhoneForwarded,
  Send,
  ThumbsUp,
  type LucideIcon,
} from 'lucide-react'
import { useText } from '../text/use-text.ts'
import { classNames } from './class-names.ts'
import styles from './channel-glyph.module.css'

const glyphs: Readonly<Record<ChannelKind, LucideIcon>> = {
  voice: Phone,
  callback: PhoneForwarded,
  'web-chat': MessageCircle,
  email: Mail,
  whatsapp: MessageSquareText,
  sms: MessageSquare,
  messenger: MessagesSquare,
  instagram: Camera,
  x: AtSign,
  facebook: ThumbsUp,
  telegram: Send,
  'work-item': FileText,
}

export function ChannelGlyph({
  channel,
  size = 16,
  isNamed = true,
}: {
  readonly channel: ChannelKind
  readonly size?: 14 | 16 | 20
  /** false where the channel's name stands beside it. */
  readonly isNamed?: boolean
}) {
  const { t } = useText()
  const Glyph = glyphs[channel]
  const name = isNamed ? { role: 'img', 'aria-label': t(`channel.${channel}`) } : { 'aria-hidden': true }
  return (
    <Glyph {...name} size={size} strokeWidth={2} className={classNames(styles['glyph'], styles[channel])} />
  )
}
