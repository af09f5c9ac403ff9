/**
 * One visitor's visit, without a screen: what they have said and been told, and what is still on its way. The screen shows `state` and calls
 * the rest; another tab of the same site is the same visit with a connection of its own, and the shelf between them.
 *
 * - Said is said: a message lies in the outbox before anything else happens, and leaves it only when the server has answered for it.
 * - One message is on its way at a time, so that the order is the visitor's, also after a reconnection.
 * - A conversation that was asked for (the form's answers) is asked for again until there is one or the server says no.
 */
import type { FileView } from '#protocol/message.ts'
import type { WidgetConfig, WidgetFrameInput, WidgetServerFrame } from '#protocol/widget.ts'
import { line, type Line } from '../net/line.ts'
import { worthRemembering, type Answers } from './answers.ts'
import { outbox, type Outbox, type SaidQuote } from './outbox.ts'
import { sending, type Sending } from './sending.ts'
import { readKept, type Shelf } from './shelf.ts'
import { maySpeak, stageOf, type Stage } from './stage.ts'
import { emptyStory, fold, foldKept, foldSeen, isOpen, unread, type Story } from './story.ts'
import type { Draft, VisitParts, VisitState } from './visit-state.ts'

const temporary = ['too-many-requests', 'unavailable']
const otherTabSendsMs = 20_000
const typingEveryMs = 2_500
const agentTypingMs = 10_000
const nothing: Draft = { text: '', files: [] }

export class Visit {
  #parts: VisitParts
  readonly #shelf: Shelf
  readonly #outbox: Outbox
  readonly #line: Line<WidgetFrameInput>
  readonly #sending: Sending
  readonly #listeners = new Set<() => void>()
  #story: Story = emptyStory
  #startProblem: string | null = null
  #wantsNew = false
  #wantsEnd = false
  #isStartSent = false
  #callOffTyping = (): void => undefined
  #typingSaidAt = Number.NEGATIVE_INFINITY
  #newToken: Promise<string> | null = null

  constructor(parts: VisitParts) {
    this.#parts = parts
    this.#shelf = parts.shelf
    this.#outbox = outbox(parts.shelf, () => parts.clock.now(), parts.newId)
    this.#line = line<WidgetFrameInput, WidgetServerFrame>({
      clock: parts.clock,
      dial: async () => {
        await this.token()
        return parts.dial()
      },
      hello: () => this.#hello(),
      onFrame: (frame) => this.#learn(frame),
      onState: (state) => {
        if (state !== 'on') {
          this.#sending.rest()
          // Whoever was typing then: nobody tells us when they stop.
          this.#story = fold(this.#story, { type: 'typing', on: false })
        }
        this.#tell()
      },
    })
    this.#sending = sending({
      clock: parts.clock,
      outbox: this.#outbox,
      isFree: () => this.#isFree(),
      send: (frame) => this.#line.send(frame),
    })
    parts.shelf.onChange((key) => this.#onOtherTab(key))
  }

  // ---- what the screen sees

  get state(): VisitState {
    return {
      story: this.#story,
      unsent: this.#outbox
        .all()
        .filter(({ clientId }) => !this.#story.messages.some((message) => message.clientId === clientId)),
      line: this.#line.state,
      stage: this.#stage(),
      isStarting: this.#asked() !== null,
      startProblem: this.#startProblem,
      unread: unread(this.#story, this.#readSeq()),
    }
  }

  get draft(): Draft {
    return readKept<Draft>(this.#shelf, 'draft') ?? nothing
  }

  get remembered(): Answers {
    return readKept<Answers>(this.#shelf, 'who') ?? {}
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  // ---- what the visitor does

  /** Connects if there is something to hear or to say: a conversation that may go on, or words that are not kept yet. */
  resume(): void {
    const isLive = this.#shelf.get('live') === '1' || this.#asked() !== null || this.#outbox.next() !== null
    if (this.#shelf.get('token') !== null && isLive) this.#line.start()
  }

  /** The panel was opened: whoever was here before sees what was said. */
  enter(): void {
    if (this.#shelf.get('token') !== null) this.#line.start()
  }

  nudge(): void {
    this.#line.nudge()
  }

  /** Hours and texts may have changed since the page was loaded. */
  renew(config: WidgetConfig): void {
    this.#parts = { ...this.#parts, config }
    this.#tell()
  }

  start(answers: Answers): void {
    this.#startProblem = null
    this.#wantsNew = false
    this.#isStartSent = false
    this.#keep('asked', answers)
    this.#keep('who', worthRemembering(this.#parts.config.preChat, answers))
    this.#goOn()
  }

  say(text: string, files: readonly FileView[], quote: SaidQuote | null = null): void {
    if (text.trim() === '' && files.length === 0) return
    this.#outbox.add({ text, files, quote })
    this.setDraft(nothing)
    this.#wantsNew = false
    this.#typingSaidAt = Number.NEGATIVE_INFINITY
    this.#goOn()
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId)
    this.#goOn()
  }

  /** Takes a refused message back into the composer. */
  takeBack(clientId: string): void {
    const unsent = this.#outbox.remove(clientId)
    if (!unsent) return
    const { text, files, quote } = this.draft
    this.setDraft({
      quote: quote ?? unsent.quote ?? null,
      text: [unsent.text, text].filter((part) => part.trim() !== '').join('\n'),
      files: [...unsent.files, ...files],
    })
    this.#tell()
  }

  setDraft(draft: Draft): void {
    const isEmpty = draft.text === '' && draft.files.length === 0 && !draft.quote
    this.#keep('draft', isEmpty ? null : draft)
  }

  typed(on: boolean): void {
    const at = this.#parts.clock.now()
    const wasTyping = this.#typingSaidAt > Number.NEGATIVE_INFINITY
    if (!isOpen(this.#story) || (on ? at - this.#typingSaidAt < typingEveryMs : !wasTyping)) return
    this.#typingSaidAt = on ? at : Number.NEGATIVE_INFINITY
    this.#line.send({ type: 'typing', on })
  }

  /** The visitor has really seen everything up to here. */
  seen(seq: number): void {
    if (seq <= this.#readSeq()) return
    this.#shelf.set('read', String(seq))
    this.#mark('read', seq)
    this.#tell()
  }

  /** Without a connection it is ended as soon as there is one. */
  end(): void {
    this.#wantsEnd = !this.#line.send({ type: 'end' })
  }

  /** After one conversation has ended: back to the beginning. */
  beginAnew(): void {
    this.#wantsNew = true
    this.#startProblem = null
    this.#tell()
  }

  /** Forgets the visitor on this device; the server keeps what was said. */
  forget(): void {
    this.#line.stop()
    for (const key of this.#shelf.keys('')) this.#shelf.set(key, null)
    this.#reset()
    this.#tell()
  }

  /** The session, made when it is first needed: nobody is given a name for merely looking at a page. */
  async token(): Promise<string> {
    const kept = this.#shelf.get('token')
    if (kept !== null) return kept
    this.#newToken ??= this.#parts.newSession().finally(() => (this.#newToken = null))
    const token = await this.#newToken
    // Another tab may have been quicker.
    const other = this.#shelf.get('token')
    if (other === null) this.#shelf.set('token', token)
    return other ?? token
  }

  get knownToken(): string | null {
    return this.#shelf.get('token')
  }

  // ---- what the server says

  #learn(frame: WidgetServerFrame): void {
    switch (frame.type) {
      case 'kept': {
        const unsent = this.#outbox.remove(frame.clientId)
        if (unsent) this.#story = foldKept(this.#story, unsent, frame)
        this.#sending.rest()
        break
      }
      case 'refused':
        this.#onRefused(frame)
        break
      case 'bye':
        if (frame.reason === 'bad-token') {
          // The session is not known any more; what was written stays and goes out under a new one.
          this.#shelf.set('token', null)
          this.#reset()
        }
        break
      default:
        this.#story = fold(this.#story, frame)
        this.#settle(frame)
    }
    this.#sending.goOn()
    this.#tell()
  }

  #settle(frame: WidgetServerFrame): void {
    const { messages, agentTypes } = this.#story
    const brought =
      frame.type === 'welcome' ? frame.messages : frame.type === 'message' ? [frame.message] : []
    for (const { clientId } of brought) {
      if (clientId === null) continue
      if (this.#shelf.get(`out:${clientId}`) !== null) this.#outbox.remove(clientId)
      if (clientId === this.#sending.onItsWay) this.#sending.rest()
    }
    if (frame.type === 'welcome') {
      this.#sending.rest()
      this.#isStartSent = false
      this.#mark('read', this.#readSeq())
      if (this.#wantsEnd && isOpen(this.#story)) this.end()
    }
    if (isOpen(this.#story)) {
      this.#keep('asked', null)
      this.#wantsNew = false
      this.#startProblem = null
    }
    this.#wantsEnd &&= isOpen(this.#story)
    this.#shelf.set('live', isOpen(this.#story) ? '1' : null)
    this.#callOffTyping()
    if (agentTypes)
      this.#callOffTyping = this.#parts.clock.later(
        () => this.#learn({ type: 'typing', on: false }),
        agentTypingMs,
      )
    const newest = messages.at(-1)
    if (newest) this.#mark('delivered', newest.seq)
  }

  #onRefused({ clientId, code, text }: Extract<WidgetServerFrame, { type: 'refused' }>): void {
    const isTemporary = temporary.includes(code)
    if (clientId === null) {
      this.#isStartSent = false
      if (isTemporary) this.#sending.pause()
      else {
        this.#keep('asked', null)
        this.#startProblem = text
      }
      return
    }
    this.#sending.rest()
    if (isTemporary) this.#sending.pause()
    else this.#outbox.refuse(clientId, text)
  }

  // ---- keeping things going

  #hello(): WidgetFrameInput {
    return {
      type: 'hello',
      token: this.knownToken ?? '',
      after: this.#story.after,
      language: this.#parts.language(),
      page: this.#parts.page().slice(0, 500),
    }
  }

  #goOn(): void {
    this.#line.start()
    this.#line.nudge()
    this.#sending.goOn()
    this.#tell()
  }

  /** A conversation that was asked for goes before the words; without one, words may begin it only where no form must be answered. */
  #isFree(): boolean {
    if (this.#line.state !== 'on') return false
    const asked = this.#asked()
    if (asked !== null && !isOpen(this.#story)) {
      if (!this.#isStartSent) this.#isStartSent = this.#line.send({ type: 'start', answers: asked })
      return false
    }
    return maySpeak({ config: this.#parts.config, story: this.#story })
  }

  #mark(as: 'delivered' | 'read', seq: number): void {
    const { conversation, messages } = this.#story
    const upTo = messages.findLast(
      (message) =>
        message.from === 'agent' && message.seq <= seq && message.conversation === conversation?.id,
    )
    if (!upTo || upTo.state === 'read' || upTo.state === as) return
    if (this.#line.send({ type: 'mark', conversation: upTo.conversation, position: upTo.position, as }))
      this.#story = foldSeen(this.#story, upTo, as)
  }

  #onOtherTab(key: string | null): void {
    if (key === null || (key === 'token' && this.#shelf.get('token') === null)) {
      this.#line.stop()
      this.#reset()
    } else if (key === 'token' || key === 'live') {
      this.resume()
    } else if (key.startsWith('out:')) {
      // The other tab sends it itself, but may be closed before it can.
      this.resume()
      this.#parts.clock.later(() => this.#sending.goOn(), otherTabSendsMs)
    }
    this.#tell()
  }

  // ---- small things

  #stage(): Stage {
    const { config } = this.#parts
    const [hasAsked, hasUnsent] = [this.#asked() !== null, this.#outbox.next() !== null]
    return stageOf({ config, story: this.#story, hasAsked, hasUnsent, wantsNew: this.#wantsNew })
  }

  #asked(): Answers | null {
    return readKept<Answers>(this.#shelf, 'asked')
  }

  #readSeq(): number {
    return Number(this.#shelf.get('read') ?? 0)
  }

  #keep(key: string, value: unknown): void {
    this.#shelf.set(key, value === null ? null : JSON.stringify(value))
  }

  #reset(): void {
    this.#story = emptyStory
    this.#wantsNew = false
    this.#startProblem = null
    this.#isStartSent = false
    this.#sending.rest()
    this.#shelf.set('read', null)
    this.#shelf.set('live', null)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
