/**
 * Tags of an interaction (B5, rules G1–G3). A word that is no tag yet becomes one under the configuration's lock, by the same act that
 * administrators use, in the same transaction that puts it on: two agents with the same new word end up with one tag.
 */
import type { InteractionId, TagId } from '#core/id.ts'
import { may, type Actor } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import { changeTags as change } from '#core/tag/change-tags.ts'
import { foldTagName } from '#core/tag/tag-name.ts'
import { tagOfWord } from '#core/tag/tag-of-word.ts'
import { tag as tagShape, tagColours, type Tag, type TagColour } from '#protocol/config/tag.ts'
import type { ErrorCode } from '#protocol/error.ts'
import type { changeTags as changeTagsShape, InteractionView } from '#protocol/interaction.ts'
import type { z } from 'zod'
import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import { readCurrentConfiguration, toThing } from '../configuration/configuration-row.ts'
import { actOnConfiguration, createWithin } from '../configuration/save.ts'
import { toInteractionView } from '../present/interaction-view.ts'
import { refusalOf } from './may-act-on.ts'
import { act, type Unit } from './unit.ts'

type Known = Tag & { readonly id: TagId }
type Asked = z.output<typeof changeTagsShape>
type Tagged = { readonly unit: Unit; readonly tags: readonly Known[] }

export async function changeTags(
  context: ConfigurationContext,
  actor: Actor,
  id: InteractionId,
  asked: Asked,
): Promise<{ interaction: InteractionView; tags: readonly Known[] } | Refusal> {
  const work = async (unit: Unit): Promise<Tagged | Refusal> => await put(context, actor, unit, id, asked)
  const done =
    asked.create.length === 0
      ? await act(context, work)
      : await actOnConfiguration(context, async (unit) => (await work(unit)) as Tagged | Refusal<ErrorCode>)
  if (isRefusal(done)) return done
  const record = await done.unit.interaction(id)
  return record ? { interaction: toInteractionView(record), tags: done.tags } : refuse('not-found')
}

async function put(
  context: ConfigurationContext,
  actor: Actor,
  unit: Unit,
  id: InteractionId,
  { add, remove, create }: Asked,
): Promise<Tagged | Refusal> {
  const record = await unit.interaction(id)
  if (!record) return refuse('not-found')
  const refusal = refusalOf(context, actor, 'tag', record)
  if (refusal) return refusal
  const current = create.length === 0 ? context.configuration.list('tag') : await readTags(unit)
  const made = await tagsOfWords(context, actor, unit, current, create)
  if (isRefusal(made)) return made
  const ids = new Set([...current, ...made].map((one) => one.id))
  const wanted = { add: [...add, ...made.map((one) => one.id)], remove }
  const after = change(record.tagIds, wanted, (one) => ids.has(one))
  if (isRefusal(after)) return after
  // The same array: nothing has changed, and nobody needs to hear.
  if (after !== record.tagIds) await unit.amend(id, { tagIds: after })
  return { unit, tags: made }
}

/** From the tables and not from memory: under the lock these are all there are. */
async function readTags(unit: Unit): Promise<Known[]> {
  const rows = await readCurrentConfiguration(unit.transaction)
  return rows.filter((row) => row.kind === 'tag').map((row) => toThing('tag', row))
}

async function tagsOfWords(
  context: ConfigurationContext,
  actor: Actor,
  unit: Unit,
  current: readonly Known[],
  words: readonly string[],
): Promise<readonly Known[] | Refusal> {
  const mayCreate = context.configuration.centre().agentsMayAddTags || may(actor, 'change-tag') === true
  const tags: Known[] = []
  for (const word of words) {
    const answer = tagOfWord(word, [...current, ...tags], mayCreate)
    if (isRefusal(answer)) return answer
    if (answer.is === 'tag') {
      if (!tags.includes(answer.tag)) tags.push(answer.tag)
      continue
    }
    const body = tagShape.parse({ name: answer.name, colour: colourOf(answer.name) })
    const created = await createWithin(context, unit, actor, 'tag', body, 'given')
    if (isRefusal(created)) return created
    tags.push({ ...body, id: created.id })
  }
  return tags
}

/** Until somebody chooses one: always the same for the same word, and any but the quiet grey. */
function colourOf(name: string): TagColour {
  let sum = 0
  for (const letter of foldTagName(name)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return tagColours[1 + (sum % (tagColours.length - 1))] ?? 'grey'
}
