/** An agent with the page's own desk (live socket, fold, acts, outbox) and no screen. */
import type { Workspace } from '#protocol/workspace.ts'
import { createDesk, type Desk } from '#web/live/desk.ts'
import { createNotices } from '#web/live/notices.ts'
import type { Session } from './session.ts'
import { openWire } from './wire.ts'

export interface HeadlessAgent {
  readonly session: Session
  readonly desk: Desk
  /** How often the server has said that the session is over. */
  readonly signedOut: number
}

export async function openAgent(url: string, session: Session): Promise<HeadlessAgent> {
  let workspace = await session.must<Workspace>('GET', '/api/v1/workspace')
  const kept = new Map<string, string>()
  let signedOut = 0
  const desk = createDesk({
    workspace: () => workspace,
    language: () => 'es',
    ask: async (method, path, body) => await session.ask(method, path, body),
    notices: createNotices(() => undefined),
    openSocket: () =>
      openWire(`${url.replace(/^http/, 'ws')}/api/v1/live`, { headers: { cookie: session.cookie } }),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
      keys: () => [...kept.keys()],
    },
    onSignedOut: () => (signedOut += 1),
    keepPreferences: (change) => {
      const { agent } = workspace
      workspace = { ...workspace, agent: { ...agent, preferences: change(agent.preferences) } }
    },
    onConfigurationChanged: () => undefined,
  })
  return {
    session,
    desk,
    get signedOut() {
      return signedOut
    },
  }
}

/** Takes whatever is offered, as soon as it is. Returns how to stop. */
export function acceptEverything({ desk }: HeadlessAgent): () => void {
  const underWay = new Set<string>()
  function look(): void {
    const model = desk.live.get()
    if (model.connection !== 'live') return
    for (const { kept } of model.interactions.values()) {
      const offer =
        kept.state.name === 'offered'
          ? kept.state.offers.find(({ agentId }) => agentId === desk.me)
          : undefined
      if (!offer || underWay.has(offer.id)) continue
      underWay.add(offer.id)
      void desk.acts.accept(kept.id, offer.id).then((done) => {
        if (!done) underWay.delete(offer.id)
      })
    }
  }
  const stop = desk.live.subscribe(look)
  look()
  return stop
}
