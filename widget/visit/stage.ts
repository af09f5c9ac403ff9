/**
 * What the screen shows below the header, decided in one place. What was said and is still on its way comes first: nobody is shown a form
 * over their own words. Pure.
 */
import type { WidgetConfig } from '#protocol/widget.ts'
import { isOpen, type Story } from './story.ts'

export type Stage = 'closed' | 'form' | 'chat' | 'ended'

export type Standing = {
  readonly config: Pick<WidgetConfig, 'open' | 'acceptsWhenClosed' | 'preChat'>
  readonly story: Story
  /** The form was filled in and has not been answered. */
  readonly hasAsked: boolean
  /** Something was said that is not kept yet, and not refused either. */
  readonly hasUnsent: boolean
  /** After the end of a conversation the visitor wants another. */
  readonly wantsNew: boolean
}

export function stageOf({ config, story, hasAsked, hasUnsent, wantsNew }: Standing): Stage {
  if (isOpen(story)) return 'chat'
  if (hasAsked) return config.preChat.length > 0 ? 'form' : 'chat'
  if (hasUnsent && maySpeak({ config, story })) return 'chat'
  if (story.conversation && !wantsNew) return 'ended'
  if (!config.open && !config.acceptsWhenClosed) return 'closed'
  return config.preChat.length > 0 ? 'form' : 'chat'
}

/** Whether words alone may begin a conversation: the form is asked once, and only where it asks for something. */
export function maySpeak({ config, story }: Pick<Standing, 'config' | 'story'>): boolean {
  return story.conversation !== null || !config.preChat.some(({ required }) => required)
}
