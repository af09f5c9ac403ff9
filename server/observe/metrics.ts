/** `/metrics` for Prometheus: how the centre stands and how this process feels. Labels are names of queues and routes, never people. */
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Centre } from '../centre.ts'
import type { HttpParts } from '../http/create-http.ts'
import { oldestPostAt } from '../store/outbox-row.ts'
import { readWaiting } from '../store/queue-figures.ts'

export interface Metrics {
  readonly contentType: string
  /** Everything as of now, in Prometheus' text form. */
  text(): Promise<string>
  readonly onAnswer: NonNullable<HttpParts['onAnswer']>
  /** From now on the centre is measured too. */
  observe(centre: Centre, sockets: { readonly agents: () => number; readonly customers: () => number }): void
  close(): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'atiende_' })
  const answers = new Histogram({
    name: 'atiende_http_answer_seconds',
    help: 'How long answers took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const stops: (() => void)[] = []
  /** Gauges are set together before they are written down: each by itself would be read before the others are asked. */
  let look: () => Promise<void> = () => Promise.resolve()

  return {
    contentType: registry.contentType,
    async text() {
      await look()
      return await registry.metrics()
    },
    onAnswer: ({ method, route, status, ms }) =>
      answers.observe({ method, route, status: String(status) }, ms / 1000),
    observe(centre, sockets) {
      const { context, router, tail, voice } = centre
      const waiting = gauge('atiende_waiting', 'Interactions that wait or are offered, by queue.', ['queue'])
      const longest = gauge('atiende_longest_wait_seconds', 'The longest of those waits, by queue.', [
        'queue',
      ])
      const agents = gauge('atiende_agents', 'Agents by queue: online, ready.', ['queue', 'state'])
      const connections = gauge('atiende_sockets', 'Live connections of this server.', ['kind'])
      const routes = gauge('atiende_routes', '1 while this server holds the routing lock.', [])
      const events = gauge(
        'atiende_events_total',
        'Events of the log handed out by this server since its start, by type.',
        ['type'],
      )
      const counted = new Map<string, number>()
      stops.push(
        tail.follow((batch) => batch.forEach(({ type }) => counted.set(type, (counted.get(type) ?? 0) + 1))),
      )

      const calls = gauge('atiende_calls', 'Open calls that sound on this server.', [])
      const legs = gauge('atiende_call_legs', 'Connections that carry sound on this server.', [])
      const voiceUp = gauge('atiende_voice_up', '1 while the voice process of this server takes calls.', [])
      const voiceRestarts = gauge(
        'atiende_voice_restarts_total',
        'How often the voice process was started again since this server’s start.',
        [],
      )
      const recordings = gauge(
        'atiende_recordings_total',
        'Recordings finished since this server’s start.',
        [],
      )
      const recorded = gauge(
        'atiende_recorded_bytes_total',
        'Bytes of recordings written since this server’s start.',
        [],
      )

      function lookAtVoice(): void {
        const figures = voice.figures()
        calls.set(figures.calls)
        legs.set(figures.legs)
        voiceUp.set(voice.isUp() ? 1 : 0)
        voiceRestarts.set(figures.restarts)
        recordings.set(figures.recordings)
        recorded.set(figures.recordedBytes)
      }

      const outboxAge = gauge(
        'atiende_outbox_age_seconds',
        'Age of the oldest effect not yet carried out; 0: none.',
        [],
      )

      look = async () => {
        const at = context.now()
        await collectQueues(at)
        connections.set({ kind: 'agent' }, sockets.agents())
        connections.set({ kind: 'customer' }, sockets.customers())
        routes.set(router.matcher() ? 1 : 0)
        lookAtVoice()
        for (const [type, count] of counted) events.set({ type }, count)
        const oldest = await oldestPostAt(context.database)
        outboxAge.set(oldest === null ? 0 : Math.max(0, at - oldest) / 1000)
      }

      async function collectQueues(at: number): Promise<void> {
        const rows = await readWaiting(context.database)
        for (const queue of context.configuration.queues()) {
          const mine = rows.filter((row) => row.queue_id === queue.id)
          waiting.set({ queue: queue.name }, mine.length)
          longest.set({ queue: queue.name }, Math.max(0, ...mine.map((row) => at - row.place_at)) / 1000)
          const staff = router.matcher()?.staff(queue.id, queue.channels[0] ?? 'web-chat')
          if (!staff) continue
          agents.set({ queue: queue.name, state: 'online' }, staff.online)
          agents.set({ queue: queue.name, state: 'ready' }, staff.ready)
        }
      }

      function gauge(name: string, help: string, labelNames: readonly string[]): Gauge {
        return new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] })
      }
    },
    close() {
      for (const stop of stops) stop()
      registry.clear()
    },
  }
}
