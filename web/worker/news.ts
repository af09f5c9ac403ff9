/** What a push says on the screen, in the language it was sent in. Pure: the worker shows it. */
import type { PushNews } from '#protocol/push.ts'
import * as english from '../text/en/alert.ts'
import * as spanish from '../text/es/alert.ts'

export type Shown = {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly data: { readonly interactionId: string | null; readonly offerId: string | null }
  /** When it goes away by itself; null: it stays. */
  readonly untilAt: number | null
}

export function shownOf(news: PushNews): Shown {
  const texts = news.language === 'en' ? english : spanish
  const { push } = texts.alert
  if (news.type === 'test')
    return {
      title: push.testTitle,
      body: push.testBody,
      tag: 'test',
      data: { interactionId: null, offerId: null },
      untilAt: null,
    }
  const body = (news.type === 'offer' ? push.offer : texts.pushSaid).replace('{{queue}}', () => news.queue)
  return news.type === 'offer'
    ? {
        title: news.name,
        body,
        tag: news.offerId,
        data: { interactionId: news.interactionId, offerId: news.offerId },
        untilAt: news.untilAt,
      }
    : {
        title: news.name,
        body,
        tag: news.interactionId,
        data: { interactionId: news.interactionId, offerId: null },
        untilAt: null,
      }
}

/** Where a closed page opens. */
export const addressOf = ({ interactionId, offerId }: Shown['data']): string =>
  interactionId === null
    ? '/'
    : offerId === null
      ? `/#/active/${interactionId}`
      : `/#/pending/${interactionId}`
