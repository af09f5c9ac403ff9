/**
 * The widget's beginning: reads its tag, asks how it shall look, and puts itself on the page. Nothing is asked of the visitor's browser but
 * that, until somebody opens the chat or comes back to a conversation.
 */
import type { Language } from '#protocol/text.ts'
import type { WidgetConfig } from '#protocol/widget.ts'
import type { CallModule } from './call/part.ts'
import { realClock } from './net/clock.ts'
import { door as openDoor } from './net/door.ts'
import { openWire } from './net/wire.ts'
import type { PageApi } from './page-api.ts'
import { findTag, type Tag } from './tag.ts'
import { languageOf } from './text/words.ts'
import { openShelf } from './visit/shelf.ts'
import { Visit } from './visit/visit.ts'
import { screen } from './view/screen.ts'

const renewAfterMs = 60_000

async function begin(tag: Tag): Promise<void> {
  const door = openDoor(tag.server, tag.account)
  let config = withTitle(await door.config(), tag.title)
  let askedAt = Date.now()
  const shelf = openShelf(tag.account)
  const language = (): Language =>
    tag.language ?? languageOf(document.documentElement.lang) ?? languageOf(navigator.language) ?? 'es'

  const visit = new Visit({
    config,
    shelf,
    clock: realClock,
    newSession: () => door.session(),
    dial: () => openWire(door.liveAddress()),
    language,
    page: () => location.origin + location.pathname,
    newId: () =>
      `${Date.now().toString(36)}-${[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`,
  })

  const shown = screen({
    visit,
    door,
    look: {
      accent: tag.accent ?? config.theme.accent,
      side: tag.side ?? config.theme.side,
      theme: tag.theme,
    },
    language,
    config: () => config,
    call: {
      server: tag.server,
      chat: { account: tag.account, token: () => visit.token(), answers: () => visit.remembered },
      shelf,
      load: async (address) => (await import(/* @vite-ignore */ address)) as CallModule,
    },
    onOpen() {
      visit.enter()
      if (Date.now() - askedAt > renewAfterMs) renew()
    },
  })

  function renew(): void {
    askedAt = Date.now()
    door.config().then(
      (renewed) => {
        const next = withTitle(renewed, tag.title)
        // What somebody has begun to fill in is only taken away when other things are asked.
        const asksTheSame = JSON.stringify(next.preChat) === JSON.stringify(config.preChat)
        config = next
        visit.renew(config)
        if (!asksTheSame) shown.rebuild()
      },
      // What we know is still the best we know.
      () => undefined,
    )
  }

  visit.onChange(() => shown.update())
  shelf.onChange((key) => {
    if ((key === 'draft' || key === null) && !document.hasFocus()) shown.draftChanged()
  })
  window.addEventListener('online', () => visit.nudge())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && visit.nudge())
  new MutationObserver(() => shown.rebuild()).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['lang'],
  })
  visit.resume()

  const api: PageApi = {
    open: () => shown.open(),
    close: () => shown.close(),
    call: () => shown.call(),
    get isOpen() {
      return shown.isOpen
    },
    get unread() {
      return visit.state.unread
    },
    forget() {
      shown.forget()
      visit.forget()
      shown.draftChanged()
    },
  }
  window.Atiende = api
  document.dispatchEvent(new CustomEvent('atiende:ready'))
}

function withTitle(config: WidgetConfig, title: string | null): WidgetConfig {
  return title === null ? config : { ...config, title: { es: title, en: title } }
}

const tag = findTag()
if (!tag) {
  reportError(new Error('Atiende: the script tag needs data-account="acc_…".'))
} else if (!window.Atiende) {
  const start = () =>
    begin(tag).catch((cause: unknown) =>
      reportError(
        new Error(
          `Atiende: no chat for ${tag.account}. Is ${location.origin} among the account’s allowed pages?`,
          { cause },
        ),
      ),
    )
  if (document.body) void start()
  else document.addEventListener('DOMContentLoaded', () => void start())
}
