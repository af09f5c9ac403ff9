/**
 * One visitor of the made-up shop: fills in the form, asks, answers what an agent says, sends a picture, loses patience or the network, and
 * goes. The page is the widget's own, without its screen; what is made up here is only the person in front of it.
 */
import type { ChannelAccountId } from '#core/id.ts'
import { realClock } from '#widget/net/clock.ts'
import { memoryShelf } from '#widget/visit/shelf.ts'
import { Visit } from '#widget/visit/visit.ts'
import { makeAttachment } from '../attachment/attachment.ts'
import { farewell, givingUp, impatience } from '../conversation/phrases.ts'
import { findProgress } from '../conversation/scripts.ts'
import type { Line, Script } from '../conversation/script.ts'
import { chooseSlots } from '../conversation/slots.ts'
import { fillIn, type Slots } from '../conversation/template.ts'
import { createDice, seedOf, type Dice } from '../dice.ts'
import { createPatience, SentAway, type Patience } from '../patience.ts'
import type { CustomerPerson } from '../people/customer.ts'
import { calledName } from '../people/customer.ts'
import type { WayIn } from './way-in.ts'

export type VisitorParts = {
  readonly wayIn: WayIn
  readonly account: ChannelAccountId
  readonly person: CustomerPerson
  readonly script: Script
  readonly dice: Dice
  readonly signal: AbortSignal
  /** 1: as people live; less is faster. */
  readonly pace: number
  /** Waits for as long as it takes. */
  readonly isPatient: boolean
  /** Of somebody who was here before and has a conversation open. */
  readonly token?: string
}

/** How it ended: all was said, nobody came, or it was cut short from outside. */
export type VisitEnd = 'ended' | 'gave-up' | 'sent-away'

const second = 1_000
/** In seconds: nobody waits longer for a shop. */
const aLongTime = 12 * 3_600
const page = 'https://www.luzybarro.example/'

export async function beVisitor(parts: VisitorParts): Promise<VisitEnd> {
  const { wayIn, signal, pace, person, token } = parts
  const patience = createPatience(signal, pace)
  const shelf = memoryShelf()
  if (token !== undefined) {
    shelf.set('token', token)
    shelf.set('live', '1')
  }
  const visit = new Visit({
    config: await wayIn.config(),
    shelf,
    clock: realClock,
    newSession: async () => await wayIn.session(),
    dial: () => wayIn.dial(),
    language: () => person.language,
    page: () => page,
    newId: () => crypto.randomUUID(),
  })
  try {
    return await new Visitor(parts, visit, patience).live()
  } catch (error) {
    if (error instanceof SentAway) return 'sent-away'
    throw error
  } finally {
    visit.forget()
  }
}

class Visitor {
  readonly #parts: VisitorParts
  readonly #visit: Visit
  readonly #patience: Patience
  #slots: Slots
  #listeners = new Set<() => void>()

  constructor(parts: VisitorParts, visit: Visit, patience: Patience) {
    this.#parts = parts
    this.#visit = visit
    this.#patience = patience
    this.#slots = { ...chooseSlots(parts.dice), nombre: calledName(parts.person.name) }
    visit.onChange(() => this.#listeners.forEach((listener) => listener()))
  }

  async live(): Promise<VisitEnd> {
    const { script, token, dice } = this.#parts
    let next = 0
    if (token === undefined) {
      await this.#begin()
      await this.#sayAll(script.turns[0]?.customer ?? [])
      next = 1
    } else next = await this.#comeBack()
    for (const turn of script.turns.slice(next)) {
      const heard = await this.#hearOut()
      if (heard !== 'answered') return heard
      if (dice.chance(0.04)) this.#parts.wayIn.cut()
      await this.#think()
      await this.#sayAll(turn.customer)
    }
    const heard = await this.#hearOut()
    return heard === 'answered' ? await this.#go() : heard
  }

  async #begin(): Promise<void> {
    const { person, script } = this.#parts
    await this.#patience.rest(this.#between(1, 6))
    this.#visit.start({
      nombre: person.name,
      correo: person.email,
      motivo: script.subject,
      ...(script.turns[0]?.customer.some(({ text }) => text.includes('{pedido}'))
        ? { pedido: this.#slots['pedido'] ?? '' }
        : {}),
    })
    await this.#until(() => this.#visit.state.stage === 'chat' || this.#visit.state.startProblem !== null, 30)
  }

  /** The next turn of a conversation that began on another day, or before the server was started again. */
  async #comeBack(): Promise<number> {
    this.#visit.resume()
    await this.#until(() => this.#visit.state.line === 'on', 60)
    const { messages, conversation } = this.#visit.state.story
    const said = messages.filter((one) => one.from === 'me' && one.conversation === conversation?.id)
    const progress = findProgress(said.map(({ text }) => text))
    if (!progress) return this.#parts.script.turns.length
    this.#slots = {
      ...this.#slots,
      ...chooseSlots(createDice(seedOf(this.#parts.person.name)), progress.slots),
    }
    const turn = progress.finished ?? 0
    // In the middle of a turn: what is left of it was on the tip of the tongue, and is not said any more.
    return turn + 1
  }

  /** Waits until the agent has said all there is to say for now; whoever is passed on to somebody else waits for that one. */
  async #hearOut(): Promise<'answered' | VisitEnd> {
    for (;;) {
      const heard = await this.#hear()
      if (heard !== 'answered' || this.#visit.state.story.conversation?.state !== 'waiting') return heard
    }
  }

  async #hear(): Promise<'answered' | VisitEnd> {
    const { dice, isPatient } = this.#parts
    const { messages } = this.#visit.state.story
    const isTurn = ({ from, note }: (typeof messages)[number]): boolean =>
      from === 'me' || note?.code === 'transferred'
    const since = messages.findLast(isTurn)?.seq ?? 0
    const isAnswered = (): boolean =>
      this.#visit.state.story.messages.some(({ from, seq }) => from === 'agent' && seq > since)
    const isDone = (): boolean => isAnswered() || this.#isEnded()
    const isNew = !messages.some(({ from }) => from === 'agent')
    if (!(await this.#until(isDone, isNew ? dice.between(120, 300) : dice.between(70, 140)))) {
      if (isNew && !isPatient) return await this.#giveUp()
      if (!isNew) await this.#say(dice.pick(impatience[this.#language()]))
      if (!(await this.#until(isDone, isPatient ? aLongTime : 120))) return await this.#giveUp()
    }
    if (this.#isEnded()) return 'ended'
    await this.#patience.rest(this.#between(0.5, 2))
    this.#see()
    await this.#untilQuiet()
    return this.#isEnded() ? 'ended' : 'answered'
  }

  /** More may be coming: what counts is that nobody is typing and nothing has come for a moment. */
  async #untilQuiet(): Promise<void> {
    for (let lines = 0; lines < 6; lines += 1) {
      const count = this.#visit.state.story.messages.length
      const isMore = (): boolean => this.#visit.state.story.messages.length > count || this.#isEnded()
      await this.#until(() => isMore() || this.#visit.state.story.agentTypes, 3)
      if (!isMore() && this.#visit.state.story.agentTypes) await this.#until(isMore, 20)
      this.#see()
      if (this.#isEnded() || !isMore()) return
    }
  }

  async #sayAll(lines: readonly Line[]): Promise<void> {
    for (const { text, attachment } of lines) {
      if (this.#isEnded()) return
      const agente = this.#visit.state.story.conversation?.agentName ?? ''
      await this.#say(fillIn(text, { ...this.#slots, agente }, this.#parts.dice), attachment)
    }
  }

  async #say(text: string, attachment: Line['attachment'] = null): Promise<void> {
    const { dice, wayIn } = this.#parts
    for (let left = 1.5 + text.length / dice.between(7, 13); left > 0; left -= 2) {
      this.#visit.typed(true)
      await this.#patience.rest(Math.min(left, 2) * second)
    }
    const files = attachment
      ? [await wayIn.upload(await makeAttachment(attachment, this.#slots, dice), await this.#visit.token())]
      : []
    this.#visit.say(text, files)
    this.#visit.typed(false)
    await this.#until(() => this.#visit.state.unsent.length === 0, 30)
  }

  #see(): void {
    const last = this.#visit.state.story.messages.at(-1)
    if (last) this.#visit.seen(last.seq)
  }

  async #think(): Promise<void> {
    await this.#patience.rest(this.#between(1.5, 12))
  }

  async #giveUp(): Promise<VisitEnd> {
    const { dice } = this.#parts
    if (dice.chance(0.4)) await this.#say(dice.pick(givingUp[this.#language()]))
    // Some just close the page.
    if (dice.chance(0.7)) await this.#end()
    return 'gave-up'
  }

  /** All is said: a word of farewell perhaps, then somebody ends it. */
  async #go(): Promise<VisitEnd> {
    const { dice } = this.#parts
    if (dice.chance(0.35)) await this.#say(dice.pick(farewell[this.#language()]))
    const isLeftToAgent = dice.chance(0.55)
    await this.#until(() => this.#isEnded(), isLeftToAgent ? 60 : this.#between(3, 10) / second)
    if (!this.#isEnded()) await this.#end()
    return 'ended'
  }

  async #end(): Promise<void> {
    this.#visit.end()
    await this.#until(() => this.#isEnded(), 10)
  }

  #isEnded(): boolean {
    return this.#visit.state.story.conversation?.state === 'ended'
  }

  #language(): CustomerPerson['language'] {
    return this.#parts.person.language
  }

  /** In ms. */
  #between(fromSeconds: number, toSeconds: number): number {
    return this.#parts.dice.between(fromSeconds, toSeconds) * second
  }

  async #until(isTrue: () => boolean, seconds: number): Promise<boolean> {
    return await this.#patience.until(isTrue, seconds * second, (look) => {
      this.#listeners.add(look)
      return () => this.#listeners.delete(look)
    })
  }
}
