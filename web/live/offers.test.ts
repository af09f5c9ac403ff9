import { describe, expect, it } from 'vitest'
import {
  active,
  ana,
  bruno,
  changed,
  events,
  now,
  offered,
  offerTo,
  play,
  snapshot,
  view,
  waiting,
} from '../test/sample.ts'
import type { LiveInput } from './fold.ts'
import type { LiveModel } from './model.ts'
import { fateShownMs, nextCards, type OfferCard } from './offers.ts'

const one = 'int_1' as const
const mine = view(one, offered(offerTo(ana), offerTo(bruno)))
const declined = (why: 'rejected' | 'expired' | 'gone') => ({
  version: 2,
  declines: [{ agentId: ana, at: now, why }],
})

/** The cards after each model in turn. */
function cardsAfter(...models: readonly LiveModel[]): readonly OfferCard[] {
  return models.reduce<readonly OfferCard[]>((cards, model) => nextCards(cards, model, now), [])
}
const fateOf = (...inputs: readonly LiveInput[]): unknown => {
  const start = [snapshot([mine])] as const
  return cardsAfter(play(...start), play(...start, ...inputs)).map(({ fate }) => fate)
}

describe('offers', () => {
  it('are those open to me, the one that ends first on top', () => {
    const model = play(
      snapshot([
        view('int_late', offered(offerTo(ana, { id: 'off_late', deadlineAt: now + 15_000 }))),
        view('int_soon', offered(offerTo(ana, { id: 'off_soon', deadlineAt: now + 5_000 }))),
        view('int_other', offered(offerTo(bruno))),
      ]),
    )
    expect(cardsAfter(model).map(({ offer }) => offer.id)).toEqual(['off_soon', 'off_late'])
  })

  it('go without a word when I accept or reject them, even before the server has answered', () => {
    expect(
      fateOf({
        type: 'wished',
        interactionId: one,
        wish: { id: 1, at: now, event: { type: 'accepted', offerId: 'off_ana', agentId: ana } },
      }),
    ).toEqual([])
    expect(
      fateOf({
        type: 'wished',
        interactionId: one,
        wish: { id: 1, at: now, event: { type: 'rejected', offerId: 'off_ana', agentId: ana } },
      }),
    ).toEqual([])
  })

  it('come back when the rejection was refused', () => {
    const wish: LiveInput = {
      type: 'wished',
      interactionId: one,
      wish: { id: 1, at: now, event: { type: 'rejected', offerId: 'off_ana', agentId: ana } },
    }
    expect(fateOf(wish, { type: 'answered', interactionId: one, wishId: 1 })).toEqual([null])
  })

  it.each([
    [
      'somebody else took it',
      view(one, { ...active, agentId: bruno }, { version: 2 }),
      { what: 'taken', by: bruno },
    ],
    ['its time ran out', view(one, waiting, declined('expired')), { what: 'expired' }],
    ['the agent went away', view(one, waiting, declined('gone')), { what: 'unavailable' }],
    [
      'the customer left',
      view(one, { name: 'closed', agentId: null, since: now, outcome: 'abandoned' }, { version: 2 }),
      { what: 'customer-left' },
    ],
    ['it was taken back', view(one, waiting, { version: 2 }), { what: 'withdrawn' }],
  ])('say what became of them: %s', (_, after, fate) => {
    expect(fateOf(events(changed(after)))).toEqual([fate])
    // Also for whom it left the lists altogether.
    expect(fateOf(events(changed(after, true)))).toEqual([fate])
  })

  it('say so for a moment only', () => {
    const gone = play(snapshot([mine]), events(changed(view(one, waiting, { version: 2 }))))
    const cards = cardsAfter(play(snapshot([mine])), gone)
    expect(nextCards(cards, gone, now + fateShownMs - 1)).toHaveLength(1)
    expect(nextCards(cards, gone, now + fateShownMs)).toEqual([])
  })

  it('do not confuse an earlier rejection with a new offer of the same', () => {
    const again = view(one, offered(offerTo(ana, { id: 'off_again', offeredAt: now })), {
      declines: [{ agentId: ana, at: now - 40_000, why: 'rejected' }],
    })
    const after = events(changed(view(one, waiting, { version: 2, declines: again.declines })))
    expect(
      cardsAfter(play(snapshot([again])), play(snapshot([again]), after)).map(({ fate }) => fate),
    ).toEqual([{ what: 'withdrawn' }])
  })

  it('are the same list while nothing about them changes', () => {
    const model = play(snapshot([mine]))
    const cards = cardsAfter(model)
    expect(nextCards(cards, model, now + 1)).toBe(cards)
  })
})
