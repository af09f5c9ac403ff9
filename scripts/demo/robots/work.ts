/**
 * A robot's work while it is at its desk: one course of thought for each conversation it is offered or holds, from accepting to marking done.
 * Each looks again at what is so before it does the next thing, because anybody may have changed it meanwhile.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import { openOffers, ownerOf } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { LiveEvent } from '#protocol/live.ts'
import type { Language } from '#protocol/text.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { makeAttachment } from '../attachment/attachment.ts'
import { queueNames } from '../centre/queues.ts'
import { closing, stillThere } from '../conversation/phrases.ts'
import { queueOf, type Line } from '../conversation/script.ts'
import type { Slots } from '../conversation/template.ts'
import type { Dice } from '../dice.ts'
import { SentAway, type Patience } from '../patience.ts'
import type { Desk } from './desk.ts'
import { chooseOutcome } from './outcome.ts'
import { inWords, replyTo, scriptOf, type Reply } from './reply.ts'

export type WorkParts = {
  readonly agentId: AgentId
  readonly name: string
  readonly desk: Desk
  readonly workspace: Workspace
  readonly patience: Patience
  readonly dice: Dice
  readonly onProblem: (error: unknown) => void
}

type Say = Extract<Reply, { readonly type: 'say' }>

const second = 1_000
/** How long a customer may be quiet before being asked, and before it is ended. */
const quietMs = 75 * second
const goneMs = 45 * second
const transferLine: Readonly<Record<Language, string>> = {
  es: 'Hola, {nombre}, soy {agente}. Eso lo llevan mis compañeros: te paso con ellos ahora mismo.',
  en: 'Hi {nombre}, this is {agente}. My colleagues know best about that: I will put you through.',
}

export class Work {
  readonly #parts: WorkParts
  readonly #known = new Map<InteractionId, InteractionView>()
  readonly #courses = new Map<InteractionId, Promise<void>>()
  readonly #listeners = new Set<() => void>()
  readonly #ignored = new Set<string>()

  constructor(parts: WorkParts) {
    this.#parts = parts
  }

  learn(views: readonly InteractionView[]): void {
    for (const view of views) this.#put(view)
  }

  onEvent(event: LiveEvent): void {
    if (event.type === 'interaction-changed') {
      if (event.left) this.#known.delete(event.interaction.id)
      else this.#put(event.interaction)
    }
    if (event.type === 'message-added' || event.type === 'summary-changed') {
      const view = this.#known.get(event.interactionId)
      if (view) this.#put({ ...view, summary: event.summary, version: event.version })
    }
    for (const listener of this.#listeners) listener()
  }

  /** When all courses have ended; they end when patience does. */
  async settle(): Promise<void> {
    await Promise.all(this.#courses.values())
  }

  #put(view: InteractionView): void {
    const known = this.#known.get(view.id)
    if (known && known.version > view.version) return
    this.#known.set(view.id, view)
    if (this.#courses.has(view.id) || !this.#isMine(view)) return
    const course = this.#handle(view.id)
      .catch((error: unknown) => {
        if (!(error instanceof SentAway)) this.#parts.onProblem(error)
      })
      .finally(() => {
        this.#courses.delete(view.id)
        // What came while the last step was under way must not be forgotten.
        const now = this.#known.get(view.id)
        if (now && now.version > view.version && !this.#parts.patience.isOver) this.#put(now)
      })
    this.#courses.set(view.id, course)
  }

  #offerOf(view: InteractionView) {
    return openOffers(view).find(
      ({ agentId, id }) => agentId === this.#parts.agentId && !this.#ignored.has(id),
    )
  }

  #isMine(view: InteractionView): boolean {
    return this.#offerOf(view) !== undefined || ownerOf(view) === this.#parts.agentId
  }

  async #handle(id: InteractionId): Promise<void> {
    const { patience, dice } = this.#parts
    for (;;) {
      const view = this.#known.get(id)
      if (!view || !this.#isMine(view)) return
      const offer = this.#offerOf(view)
      if (offer) {
        if (dice.chance(0.03)) {
          // Somebody is not looking at the screen.
          this.#ignored.add(offer.id)
          return
        }
        await patience.rest(dice.between(1.2, 7) * second)
        await this.#act(id, 'accept', { offerId: offer.id })
      } else if (view.state.name === 'active') await this.#converse(id, view)
      else if (view.state.name === 'ended') {
        await this.#finish(id, view)
        return
      } else return
    }
  }

  async #converse(id: InteractionId, view: InteractionView): Promise<void> {
    const { patience, dice, desk } = this.#parts
    // Somebody who has only just come is still typing.
    if (view.summary.lastMessage === null && (await this.#changed(id, view, 25 * second))) return
    if (view.summary.customerWaitingSince === null && view.summary.lastMessage !== null) {
      if (await this.#changed(id, view, quietMs)) return
      await this.#askWhetherThere(id, view)
      return
    }
    await patience.rest(dice.between(1, 4) * second)
    const read = await this.#act(id, 'read')
    if (!read) return
    const reply = replyTo(view, await desk.messages(id), this.#parts.name, dice)
    if (reply.type === 'listen') {
      if (await this.#changed(id, read, 12 * second)) return
    }
    if (reply.type === 'say') await this.#say(id, view, reply)
  }

  async #say(id: InteractionId, view: InteractionView, reply: Say): Promise<void> {
    const { dice, desk, workspace } = this.#parts
    const { slots, language, script } = reply
    const home = script && language === 'es' ? queueNames[queueOf[script.subject]] : null
    const other = workspace.queues.find(({ name, id: queueId }) => name === home && queueId !== view.queueId)
    const isFirst =
      view.summary.lastMessage?.direction === 'in' &&
      (await desk.messages(id)).every(({ direction }) => direction !== 'out')
    if (
      other &&
      isFirst &&
      view.queueId === workspace.queues.find(({ name }) => name === queueNames.ventas)?.id
    ) {
      await this.#write(id, { text: transferLine[language], attachment: null }, slots)
      await this.#act(id, 'transfer', { queueId: other.id })
      return
    }
    for (const line of reply.lines) if (!(await this.#write(id, line, slots))) return
    if (!reply.isLast) return
    const said = this.#known.get(id) ?? view
    if (await this.#changed(id, said, dice.between(8, 25) * second)) return
    if (dice.chance(0.7)) await this.#act(id, 'end')
  }

  /** Types and says it; false when it is not ours to say any more. */
  async #write(id: InteractionId, line: Line, slots: Slots): Promise<boolean> {
    const { patience, dice, desk } = this.#parts
    const text = inWords(line, slots, dice)
    for (let left = 1 + text.length / dice.between(9, 16); left > 0; left -= 3) {
      desk.typing(id, true)
      await patience.rest(Math.min(left, 3) * second)
    }
    const file = line.attachment
      ? await desk.upload(await makeAttachment(line.attachment, slots, dice))
      : null
    const before = this.#known.get(id)?.summary.messageCount ?? 0
    const isSaid = await desk.say(id, text, file ? [file] : [])
    desk.typing(id, false)
    if (!isSaid) return false
    // Until the news of it has come, it would look as if nothing had been said.
    await this.#until(() => (this.#known.get(id)?.summary.messageCount ?? Infinity) > before, 10 * second)
    return this.#known.get(id)?.state.name === 'active'
  }

  async #askWhetherThere(id: InteractionId, view: InteractionView): Promise<void> {
    const { desk, dice } = this.#parts
    const messages = await desk.messages(id)
    const reply = replyTo(view, messages, this.#parts.name, dice)
    const language = reply.type === 'say' ? reply.language : 'es'
    const slots = reply.type === 'say' ? reply.slots : { nombre: view.contact.name }
    if (!(await this.#write(id, { text: dice.pick(stillThere[language]), attachment: null }, slots))) return
    if (await this.#changed(id, this.#known.get(id) ?? view, goneMs)) return
    await this.#write(id, { text: dice.pick(closing[language]), attachment: null }, slots)
    await this.#act(id, 'end')
  }

  async #finish(id: InteractionId, view: InteractionView): Promise<void> {
    const { patience, dice, desk, workspace } = this.#parts
    await patience.rest(dice.between(3, 12) * second)
    const messages = await desk.messages(id)
    const outcome = chooseOutcome(workspace, view, messages.length > 3 ? scriptOf(messages) : null, dice)
    if (outcome && view.dispositionId === null) await this.#act(id, 'disposition', { dispositionId: outcome })
    await patience.rest(dice.between(1, 3) * second)
    await this.#act(id, 'close')
  }

  async #act(
    id: InteractionId,
    act: Parameters<Desk['act']>[1],
    body?: object,
  ): Promise<InteractionView | null> {
    if (this.#parts.patience.isOver) throw new SentAway()
    const view = await this.#parts.desk.act(id, act, body)
    if (view) {
      const known = this.#known.get(id)
      if (!known || known.version < view.version) this.#known.set(id, view)
      return view
    }
    // Refused: something has changed, and the news of it is on the way.
    await this.#parts.patience.rest(second)
    return null
  }

  /** Whether the customer said something, or the conversation came to another state, within this time. */
  async #changed(id: InteractionId, seen: InteractionView, ms: number): Promise<boolean> {
    const isOther = (): boolean => {
      const now = this.#known.get(id)
      return (
        now === undefined ||
        now.state.name !== seen.state.name ||
        (now.summary.lastMessage?.direction === 'in' &&
          now.summary.lastMessage.at !== seen.summary.lastMessage?.at)
      )
    }
    return await this.#until(isOther, ms)
  }

  async #until(isTrue: () => boolean, ms: number): Promise<boolean> {
    return await this.#parts.patience.until(isTrue, ms, (look) => {
      this.#listeners.add(look)
      return () => this.#listeners.delete(look)
    })
  }
}
