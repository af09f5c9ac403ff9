import { openOffers } from '#core/interaction/interaction.ts'
import { expect, it } from 'vitest'
import { openSwitchboard } from '../test/switchboard.ts'

it('who is in a colleague’s call is offered no other one before it is over', async () => {
  const board = await openSwitchboard()
  try {
    const ana = await board.colleague('ana')
    const luis = await board.colleague('luis')
    const { callId } = await board.talking(ana)
    await board.does(ana, callId, { type: 'invite', target: { agentId: luis.agentId }, as: 'member' })
    await board.joins(luis, callId)
    const router = board.centre.startRouting()
    while (!router.matcher()) await new Promise((resolve) => setTimeout(resolve, 5))
    const { id } = await board.waiting('pedro')
    await board.centre.tail.settle()
    await router.settle()
    expect((await board.interaction(id)).state.name).toBe('waiting')
    await board.does(luis, callId, { type: 'leave' })
    await board.centre.tail.settle()
    await router.settle()
    expect(openOffers(await board.interaction(id))).toMatchObject([{ agentId: luis.agentId }])
  } finally {
    await board.centre.close()
  }
})
