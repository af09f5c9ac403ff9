/** A visitor with the widget's own visit, connection and outbox, and no screen. */
import type { WidgetConfig } from '#protocol/widget.ts'
import { door } from '#widget/net/door.ts'
import { realClock, type Clock } from '#widget/net/clock.ts'
import { memoryShelf } from '#widget/visit/shelf.ts'
import { Visit } from '#widget/visit/visit.ts'
import { openWire } from './wire.ts'

export interface VisitorOptions {
  readonly url: string
  readonly accountId: string
  readonly config: WidgetConfig
  readonly origin?: string
  readonly clock?: Clock
}

export async function readWidgetConfig(url: string, accountId: string): Promise<WidgetConfig> {
  return await door(url, accountId).config()
}

export function openVisitor({
  url,
  accountId,
  config,
  origin = 'https://tienda.example',
  clock = realClock,
}: VisitorOptions): Visit {
  const way = door(url, accountId)
  return new Visit({
    config,
    shelf: memoryShelf(),
    clock,
    newSession: async () => {
      const response = await fetch(`${url}/hooks/${accountId}/session`, {
        method: 'POST',
        headers: { origin },
      })
      if (!response.ok) throw new Error(`No session: ${response.status}`)
      return ((await response.json()) as { token: string }).token
    },
    dial: () => openWire(way.liveAddress(), { origin }),
    language: () => 'es',
    page: () => `${origin}/`,
    newId: () => crypto.randomUUID(),
  })
}
