/** Plays planned conversations, from the first word until they are closed or as far as they shall go. */
import type { FileId, InteractionId } from '#core/id.ts'
import * as interactions from '#server/act/interaction-acts.ts'
import { say } from '#server/act/say.ts'
import { changeTags } from '#server/act/tag-acts.ts'
import { makeAttachment } from '../attachment/attachment.ts'
import { noAnswer } from '../centre/dispositions.ts'
import { people, type PersonKey } from '../centre/people.ts'
import { tagsOf } from '../centre/tags.ts'
import { stillThere } from '../conversation/phrases.ts'
import type { Line } from '../conversation/script.ts'
import { fillIn, type Slots } from '../conversation/template.ts'
import { calledName } from '../people/customer.ts'
import { playAll, type Course } from './agenda.ts'
import type { PlannedConversation } from './plan.ts'
import type { Stage } from './stage.ts'

const second = 1_000
const minute = 60 * second

type Scene = {
  readonly stage: Stage
  readonly planned: PlannedConversation
  readonly id: InteractionId
  readonly account: Stage['centre']['accounts'][keyof Stage['centre']['accounts']]
}

function withAgent(slots: Slots, agent: PersonKey): Slots {
  return { ...slots, agente: calledName(people[agent].name) }
}

/** An instant some seconds from now. */
function soon({ context, dice }: Stage, fromSeconds: number, toSeconds: number): number {
  return Math.round(context.now() + dice.between(fromSeconds, toSeconds) * second)
}

export async function playHistory(
  stage: Stage,
  planned: readonly PlannedConversation[],
  others: readonly Course[] = [],
): Promise<void> {
  await playAll([...others, ...planned.map((one) => converse(stage, one))], stage.setClock)
  await stage.deliver()
}

async function* converse(stage: Stage, planned: PlannedConversation): Course {
  const { user, person, caseData, script, until } = planned
  const account = stage.centre.accounts[planned.door]
  yield planned.arrivesAt
  const id = await stage.begin({ accountId: account, user, person, caseData })
  const scene: Scene = { stage, planned, id, account }
  yield* hear(scene, script.turns[0]?.customer ?? [])
  if (until === 'waiting') return
  let agent = yield* findSomebody(scene)
  if (agent !== null && planned.door !== planned.queue) agent = yield* moveOn(scene, agent)
  if (agent === null) return
  const isSilent = until === 'closed' && stage.dice.chance(0.05)
  await putTags(scene, agent)
  const turns = isSilent ? 1 : typeof until === 'object' ? until.turns : script.turns.length
  yield* talk(scene, agent, turns)
  if (typeof until === 'object') {
    if (stage.dice.chance(0.7)) yield* hear(scene, script.turns[turns]?.customer ?? [], agent)
    return
  }
  yield* finish(scene, agent, isSilent)
}

/** What it is about, and now and then how it stands: not every conversation has a tag. */
async function putTags({ stage, planned, id }: Scene, agent: PersonKey): Promise<void> {
  const { context, centre, dice } = stage
  const kinds = tagsOf[planned.script.subject].filter((_, place) => dice.chance(place === 0 ? 0.5 : 0.15))
  const add = (dice.chance(0.1) ? [...kinds, 'fiel' as const] : kinds).map((kind) => centre.tags[kind])
  if (add.length === 0) return
  stage.must(await changeTags(context, stage.actorOf(agent), id, { add, remove: [], create: [] }))
}

async function* hear(
  { stage, planned, account }: Scene,
  lines: readonly Line[],
  agent: PersonKey | null = null,
): Course {
  for (const { text, attachment } of lines) {
    yield soon(stage, 3, 4 + text.length / 5)
    const { user, person } = planned
    const { context, dice } = stage
    const slots = agent === null ? planned.slots : withAgent(planned.slots, agent)
    const fileIds: FileId[] = []
    if (attachment) {
      const upload = { accountId: account, user, ...(await makeAttachment(attachment, slots, dice)) }
      fileIds.push(stage.must(await stage.files.keepForCustomer(upload)).file.id)
    }
    await stage.report(account, {
      type: 'message',
      user,
      externalId: `${user}/${context.newId('say')}`,
      at: context.now(),
      text: fillIn(text, slots, dice),
      fileIds,
      person,
    })
  }
}

/** Null: the customer did not want to wait any longer. */
async function* findSomebody({
  stage,
  planned,
  id,
  account,
}: Scene): AsyncGenerator<number, PersonKey | null, void> {
  const { context, dice } = stage
  const patientUntil = context.now() + dice.between(3, 9) * minute
  for (;;) {
    yield soon(stage, 1, 3)
    const offered = await stage.offer(id, planned.agent ?? undefined)
    if (!offered) {
      if (planned.agent === null && context.now() > patientUntil) {
        await stage.report(account, { type: 'left', user: planned.user, at: context.now() })
        return null
      }
      yield soon(stage, 10, 20)
    } else if (planned.agent === null && dice.chance(0.04)) {
      // Nobody looks at the screen until the offer is over.
      yield context.now() + 31 * second
      await stage.ringAlarms()
    } else {
      yield soon(stage, 2, 12)
      stage.must(await interactions.acceptOffer(context, stage.actorOf(offered.person), id, offered.offerId))
      return offered.person
    }
  }
}

async function* moveOn(scene: Scene, agent: PersonKey): AsyncGenerator<number, PersonKey | null, void> {
  const { stage, planned, id } = scene
  yield* answer(scene, agent, [
    {
      text: 'Hola, {nombre}, soy {agente}. Eso lo llevan mis compañeros, te paso con ellos ahora mismo.',
      attachment: null,
    },
  ])
  yield soon(stage, 4, 12)
  stage.must(
    await interactions.transferInteraction(
      stage.context,
      stage.actorOf(agent),
      id,
      stage.centre.queues[planned.queue],
    ),
  )
  return yield* findSomebody(scene)
}

async function* talk(scene: Scene, agent: PersonKey, turns: number): Course {
  for (const [index, turn] of scene.planned.script.turns.slice(0, turns).entries()) {
    if (index > 0) {
      yield soon(scene.stage, 6, 45)
      yield* hear(scene, turn.customer, agent)
    }
    yield* answer(scene, agent, turn.agent)
  }
}

async function* answer(
  { stage, planned, id, account }: Scene,
  agent: PersonKey,
  lines: readonly Line[],
): Course {
  const { context, dice, sayBatch } = stage
  const actor = stage.actorOf(agent)
  const slots = withAgent(planned.slots, agent)
  yield soon(stage, 2, 20)
  stage.must(await interactions.readInteraction(context, actor, id))
  for (const { text, attachment } of lines) {
    yield soon(stage, 4, 6 + text.length / 6)
    const fileIds: FileId[] = []
    if (attachment) {
      const { name, bytes } = await makeAttachment(attachment, slots, dice)
      fileIds.push(
        stage.must(await stage.files.keepForAgent({ agentId: actor.agentId, name, content: [bytes] })).file
          .id,
      )
    }
    const message = { clientId: context.newId('say'), text: fillIn(text, slots, dice), fileIds }
    stage.must(await say(context, sayBatch, actor, id, message))
  }
  yield soon(stage, 1, 4)
  const { summary } = await stage.record(id)
  const upTo = { conversation: id, position: summary.messageCount }
  await stage.report(account, { type: 'marked', user: planned.user, upTo, as: 'read', at: context.now() })
}

async function* finish(scene: Scene, agent: PersonKey, isSilent: boolean): Course {
  const { stage, planned, id, account } = scene
  const { context, dice } = stage
  const actor = stage.actorOf(agent)
  if (isSilent) {
    yield context.now() + Math.round(dice.between(2, 5) * minute)
    yield* answer(scene, agent, [{ text: dice.pick(stillThere[planned.script.language]), attachment: null }])
    yield context.now() + Math.round(dice.between(1, 3) * minute)
  } else yield soon(stage, 5, 30)
  if (!isSilent && dice.chance(0.45))
    await stage.report(account, { type: 'left', user: planned.user, at: context.now() })
  else stage.must(await interactions.endInteraction(context, actor, id))
  if (planned.until === 'ended') return
  yield soon(stage, 5, 25)
  const queue = context.configuration.queue(stage.centre.queues[planned.queue])
  if (queue && queue.dispositionPolicy !== 'hidden') {
    const silent = planned.queue === 'ventas' ? noAnswer.ventas : noAnswer.posventa
    stage.must(
      await interactions.disposeInteraction(context, actor, id, isSilent ? silent : planned.script.outcome),
    )
  }
  yield soon(stage, 1, 4)
  await stage.ringAlarms()
  stage.must(await interactions.closeInteraction(context, actor, id))
}
