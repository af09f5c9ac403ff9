/** The panel: header, what the stage asks for, and the foot that goes with it. It is built anew when the language changes. */
import type { Language } from '#protocol/text.ts'
import type { Door } from '../net/door.ts'
import { fileSize, openingTime } from '../text/moment.ts'
import { localeOf, words as allWords } from '../text/words.ts'
import { attachments } from '../visit/attachments.ts'
import type { Stage } from '../visit/stage.ts'
import type { Visit } from '../visit/visit.ts'
import type { CallSlot } from './call-slot.ts'
import { composer } from './composer.ts'
import { h, setText, show } from './element.ts'
import { endSheet } from './end-sheet.ts'
import { form } from './form.ts'
import { header } from './header.ts'
import { icon } from './icon.ts'
import { log } from './log.ts'
import type { Part, Shown } from './part.ts'
import { thumbnails } from './thumbnail.ts'

export interface PanelParts {
  readonly visit: Visit
  readonly door: Door
  readonly language: Language
  readonly config: Shown['config']
  /** Null: nobody can be called. */
  readonly call: CallSlot | null
  readonly isLookedAt: () => boolean
  readonly onClose: () => void
}

export interface Panel extends Part {
  /** Puts the focus where the visitor will go on. */
  focus(): void
  /** Closes what lies over the panel, innermost first; false when there is nothing. */
  stepBack(): boolean
  look(): void
  toEnd(): void
  /** The draft was changed in another tab. */
  restoreDraft(): void
}

export function panel({ visit, door, language, config, call, isLookedAt, onClose }: PanelParts): Panel {
  const words = allWords[language]
  const locale = localeOf(language)
  const addressWith = (address: (token: string) => string) =>
    visit.knownToken === null ? null : address(visit.knownToken)
  const fileAddress: Parameters<typeof thumbnails>[0] = (file) =>
    addressWith((token) => door.fileAddress(file, token))

  const files = attachments({
    limits: () => config.files,
    tooLarge: (limit) => words.tooLarge(fileSize(limit, locale)),
    tooMany: words.tooMany,
    upload: async (file, onProgress) => door.upload(file, await visit.token(), language, onProgress),
    onChange(ready) {
      visit.setDraft({ ...visit.draft, files: ready })
      writing.update(shown)
    },
  })
  const top = header({
    words,
    onClose,
    onEnd: () => sheet.ask(),
    onCall: () => call?.open(),
    transcriptAddress: () => addressWith((token) => door.transcriptAddress(token, language)),
  })
  const questions = form({
    words,
    fields: config.preChat,
    language,
    remembered: visit.remembered,
    onStart: (answers) => visit.start(answers),
  })
  const talk = log({
    words,
    locale,
    fileAddress,
    thumbnail: thumbnails(fileAddress),
    onRetry: (clientId) => visit.retry(clientId),
    onTakeBack(clientId) {
      visit.takeBack(clientId)
      writing.restore()
      writing.focus()
    },
    onReply: (message) => writing.reply(message),
    isLookedAt,
    onSeen: (seq) => visit.seen(seq),
  })
  const writing = composer({ words, locale, visit, attachments: files })

  const closedText = h('p', { class: 'closed-text' })
  const opens = h('p', { class: 'opens' })
  const closed = h(
    'div',
    { class: 'closed' },
    h('span', { class: 'tile large', set: { 'aria-hidden': 'true' } }, icon('moon')),
    closedText,
    opens,
  )
  const anew = h(
    'button',
    { class: 'primary', set: { type: 'button' }, on: { onclick: () => visit.beginAnew() } },
    words.anew,
  )
  const transcript = h(
    'a',
    { class: 'secondary', set: { rel: 'noopener', referrerpolicy: 'no-referrer' } },
    icon('download'),
    words.transcript,
  )
  const ended = h('div', { class: 'ended' }, h('p', {}, words.endedTell), anew, transcript)

  const middle = [questions.element, talk.element, closed]
  const foot = [writing.element, ended]
  const content = h('div', { class: 'content' }, top.element, call?.element ?? null, ...middle, ...foot)
  const sheet = endSheet({ words, behind: content, onEnd: () => visit.end(), onClosed: () => focus() })
  const veil = h(
    'div',
    { class: 'drop', set: { hidden: true, 'aria-hidden': 'true' } },
    icon('clip'),
    words.drop,
  )
  const element = h(
    'section',
    { class: 'panel', set: { role: 'dialog', 'aria-label': config.title[language], tabindex: '-1' } },
    content,
    veil,
    sheet.element,
  )
  acceptDrops()

  let stage: Stage | null = null
  let lineBefore: Shown['state']['line'] = 'off'
  let shown: Shown = { state: visit.state, config, words, language, now: Date.now() }
  writing.update(shown)
  writing.restore()

  function update(next: Shown): void {
    shown = next
    const { state, now } = shown
    if (state.line === 'on' && lineBefore !== 'on') files.retryLost()
    lineBefore = state.line
    const hadFocus = element.matches(':focus-within')
    const before = stage
    stage = state.stage
    show(questions.element, stage === 'form')
    show(talk.element, stage === 'chat' || stage === 'ended')
    show(closed, stage === 'closed')
    show(writing.element, stage === 'chat')
    show(ended, stage === 'ended')
    const callShape = call?.shape ?? 'none'
    element.dataset['call'] = callShape
    top.update(shown)
    top.offerCall(shown.config.call !== null && call !== null && callShape === 'none' && !call.isLive)
    if (stage === 'form') questions.update(shown)
    if (stage === 'chat') writing.update(shown)
    if (stage === 'chat' || stage === 'ended') talk.update(shown)
    setText(closedText, shown.config.closedText[language])
    setText(
      opens,
      shown.config.opensAt === null ? '' : words.opens(openingTime(shown.config.opensAt, now, locale)),
    )
    const address = stage === 'ended' ? addressWith((token) => door.transcriptAddress(token, language)) : null
    if (address !== null) transcript.href = address
    if (state.stage === 'ended') sheet.dismiss()
    // Whoever was at work in the panel goes on where the work now is.
    if (before !== null && before !== stage && hadFocus) focus()
  }

  function focus(): void {
    if (call?.shape === 'whole') call.focus()
    else if (matchMedia('(pointer: coarse)').matches) element.focus()
    else if (stage === 'form') questions.focus()
    else if (stage === 'chat') writing.focus()
    else if (stage === 'ended') anew.focus()
    else element.focus()
  }

  function acceptDrops(): void {
    const mayDrop = (event: DragEvent) =>
      stage === 'chat' && shown.config.files.allowed && event.dataTransfer?.types.includes('Files') === true
    element.addEventListener('dragover', (event) => {
      if (!mayDrop(event)) return
      event.preventDefault()
      show(veil, true)
    })
    element.addEventListener('dragleave', (event) => {
      if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) show(veil, false)
    })
    element.addEventListener('drop', (event) => {
      show(veil, false)
      if (!mayDrop(event)) return
      event.preventDefault()
      writing.take([...(event.dataTransfer?.files ?? [])])
    })
  }

  return {
    element,
    update,
    focus,
    look: () => talk.look(),
    toEnd: () => talk.toEnd(),
    restoreDraft: () => writing.restore(),
    stepBack: () => sheet.dismiss() || top.closeMenu() || (call?.stepBack() ?? false),
  }
}
