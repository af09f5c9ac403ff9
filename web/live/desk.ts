/**
 * The agent's desk: everything that lives as long as the agent is signed in on this page, put together once. The live socket feeds the model,
 * acts and the outbox change it, the clock times it. It knows no React; `close()` takes everything down.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import { isAtLeast } from '#core/permission/role.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { LiveEvent, ServerFrame } from '#protocol/live.ts'
import type { Language } from '#protocol/text.ts'
import type { Preferences, Workspace } from '#protocol/workspace.ts'
import { createApi, type Api } from '../net/api.ts'
import { createClock } from '../net/clock.ts'
import { newClientId } from '../net/client-id.ts'
import { createLiveSocket, type LiveSocket, type SocketLike } from '../net/live-socket.ts'
import { problemText, type Problem } from '../net/problem.ts'
import type { Ask } from '../net/request.ts'
import { createUpload, type StartUpload } from '../net/upload.ts'
import type { Notices } from './notices.ts'
import { createActs, type Acts } from './acts.ts'
import { createCallActs, type CallActs } from './call-acts.ts'
import { createComposers, type Composers } from './composer.ts'
import { createFiller } from './filler.ts'
import { createDraftKeepsake, type DraftStorage } from './draft-keepsake.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { foldLive, type LiveInput } from './fold.ts'
import type { TextStorage } from './keepsake.ts'
import { createLeaving, type Leaving } from './leaving.ts'
import { emptyModel, type LiveModel } from './model.ts'
import { createOutgoingKeepsake } from './outgoing-keepsake.ts'
import { createOutbox, outgoingAfterReload, type Outbox } from './outbox.ts'
import { createPages, type Pages } from './pages.ts'
import { createPreferenceKeeper, type PreferenceKeeper } from './preference-keeper.ts'
import { createStore, type Soon, type Store } from './store.ts'
import { createTicker, type Ticker } from './ticker.ts'
import { createTypingFade } from './typing-fade.ts'

export type DeskOptions = {
  readonly workspace: () => Workspace
  readonly language: () => Language
  readonly ask: Ask
  readonly notices: Notices
  readonly openSocket: () => SocketLike
  readonly storage: DraftStorage
  /** When the page is drawn anew for what the server tells; absent: at once. */
  readonly soon?: Soon
  /** The session is over: sign in again. */
  readonly onSignedOut: () => void
  /** Changes what the page knows of the agent's preferences on the server. */
  readonly keepPreferences: (change: (before: Preferences) => Preferences) => void
  /** An administrator changed something that this page shows. */
  readonly onConfigurationChanged: (kinds: ReadonlySet<ConfigurationKind>) => void
}

export type Desk = {
  readonly me: AgentId
  readonly live: Store<LiveModel>
  readonly acts: Acts
  /** What is done with calls. */
  readonly calls: CallActs
  readonly outbox: Outbox
  readonly drafts: Drafts
  /** Asked before something is left behind. */
  readonly leaving: Leaving
  readonly pages: Pages
  readonly api: Api
  readonly upload: StartUpload
  readonly ticker: Ticker
  readonly storage: TextStorage
  readonly notices: Notices
  readonly preferences: PreferenceKeeper
  /** Of the conversations on the screen. */
  readonly composers: Composers
  /** The server's time, now and not at the last beat. */
  readonly now: () => number
  /** Says that the agent is, or is no longer, writing in this conversation. */
  readonly typing: (interactionId: InteractionId, on: boolean) => void
  readonly tellProblem: (problem: Problem) => void
  readonly retryLine: () => void
  /** The machine is off the network. */
  readonly cutLine: () => void
  readonly close: () => void
}

export function createDesk(options: DeskOptions): Desk {
  const { workspace, notices } = options
  const me = workspace().agent.id
  const api = createApi(async <Value>(...asked: Parameters<Ask>) => {
    const answer = await options.ask<Value>(...asked)
    if (!answer.ok && answer.problem.code === 'not-signed-in') options.onSignedOut()
    return answer
  })
  const clock = createClock(() => Date.now())
  clock.observe(workspace().at)
  const kept = createOutgoingKeepsake(options.storage, `atiende.outgoing.${me}`)
  const live = createStore(emptyModel(me, outgoingAfterReload(kept.read())), options.soon)
  const put = (input: LiveInput): void => live.update((model) => foldLive(model, input))
  const tellProblem = (problem: Problem): void =>
    notices.tell('failure', problemText(problem, options.language()))

  const agentName = (id: AgentId): string | null =>
    workspace().agents.find((agent) => agent.id === id)?.name ?? null
  const acts = createActs({
    store: live,
    api,
    now: clock.now,
    tellProblem,
    policyOf: (id) => workspace().queues.find((queue) => queue.id === id)?.dispositionPolicy ?? 'optional',
    agentName,
    pendingWhileBusy: () => workspace().centre.pendingWhileBusy,
  })
  const calls = createCallActs({ store: live, api, now: clock.now, tellProblem, agentName })
  const outbox = createOutbox({
    store: live,
    say: api.say,
    keepsake: kept,
    newId: newClientId,
    now: clock.now,
    dice: Math.random,
    wait,
  })

  const drafts = createDrafts({
    me,
    api,
    keepsake: createDraftKeepsake(options.storage, me),
    live,
    now: clock.now,
    dice: Math.random,
    wait,
  })

  const filler = createFiller({
    api,
    put,
    seesTeam: () => isAtLeast(workspace().agent.role, 'supervisor'),
    dice: Math.random,
    wait,
  })

  const preferences = createPreferenceKeeper({
    send: api.savePreferences,
    keep: options.keepPreferences,
    tellProblem,
    wait,
  })

  const typingFade = createTypingFade(put, wait)
  const onFrame = (frame: ServerFrame): void => {
    if ('at' in frame) clock.observe(frame.at)
    // Of many events at once the page is drawn once.
    if (frame.type === 'events') {
      calls.hear(frame.events)
      live.updateSoon((model) => foldLive(model, { type: 'frame', frame }))
    } else put({ type: 'frame', frame })
    drafts.hear(frame)
    if (frame.type === 'snapshot') filler.start(frame.moreWaiting)
    const saved = frame.type === 'events' ? frame.events.findLast(isPreferences) : undefined
    if (saved) preferences.heard(saved.preferences)
    const changed = frame.type === 'events' ? configurationIn(frame.events) : null
    if (changed) options.onConfigurationChanged(changed)
    if (frame.type === 'signal') typingFade.hear(frame.signal)
  }

  const socket: LiveSocket = createLiveSocket({
    open: options.openSocket,
    cursor: () => live.get().cursor,
    onFrame,
    onLost: (wasLive) => {
      put({ type: 'line-lost', at: clock.now() })
      drafts.lost()
      // A line that never came up may have been refused for want of a session.
      if (!wasLive) void checkSession()
    },
    onSignedOut: options.onSignedOut,
    dice: Math.random,
    wait,
  })

  async function checkSession(): Promise<void> {
    const answer = await api.session()
    if (answer.ok ? answer.value === null : answer.problem.code === 'not-signed-in') options.onSignedOut()
  }

  return {
    me,
    live,
    acts,
    calls,
    outbox,
    drafts,
    leaving: createLeaving(),
    pages: createPages(live, api),
    api,
    upload: createUpload(options.language),
    ticker: createTicker(clock, wait),
    storage: options.storage,
    notices,
    preferences,
    composers: createComposers(),
    now: clock.now,
    typing: (interactionId, on) => void socket.send({ type: 'typing', interactionId, on }),
    tellProblem,
    retryLine: () => socket.retryNow(),
    cutLine: () => socket.cut(),
    close() {
      socket.close()
      filler.close()
      outbox.close()
      preferences.close()
      drafts.close()
      typingFade.close()
    },
  }
}

const isPreferences = (event: LiveEvent) => event.type === 'preferences-changed'

function wait(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

/** The kinds of which something was changed; null: of none. */
function configurationIn(events: readonly LiveEvent[]): ReadonlySet<ConfigurationKind> | null {
  const kinds = new Set(events.flatMap((event) => (event.type === 'configuration-changed' ? event.kind : [])))
  return kinds.size > 0 ? kinds : null
}
