/**
 * Calls from a page: the widget's *Call* button over its own protocol (`protocol/web-call.ts`). The sound goes between the browser and the
 * server's voice engine; this channel carries only what is said about it. Nothing is ever written on it: that belongs to the chat.
 */
import { beyondAbilities } from '../beyond-abilities.ts'
import type { Abilities, Channel } from '../channel.ts'
import { floodLimit, type FloodLimit } from '../flood-limit.ts'
import { keeper } from '../keeper.ts'
import { refusal } from '../page-answer.ts'
import { pageConnections } from '../page-connections.ts'
import { visitors } from '../visitors.ts'
import { connection } from './connection.ts'
import { requests } from './requests.ts'
import { webCallSettings, type WebCallSettings } from './settings.ts'

const can: Abilities = {
  acts: [],
  textLimit: 0,
  files: null,
  replyWindowMs: null,
  agentMayStart: false,
  quotes: false,
  marks: [],
}

export const webCall: Channel<WebCallSettings> = {
  kind: 'voice',
  settings: webCallSettings,
  can,
  async open(settings, host) {
    const { limits } = settings
    const keeping = keeper(host)
    const known = visitors({ ...limits, actsPerMinute: limits.attemptsPerMinute })
    const answer = requests(settings, host)
    const callsOf = new Map<string, FloodLimit>()
    const callsOfAddress = (ip: string): FloodLimit => {
      const perMinute = limits.callsPerAddressPerMinute
      const limit = callsOf.get(ip) ?? floodLimit({ burst: perMinute, perMinute })
      callsOf.set(ip, limit)
      return limit
    }
    const pages = pageConnections({
      settings,
      begin: (socket, ip, onEnd) =>
        connection(socket, {
          settings,
          host,
          keeping,
          visitors: known,
          callsOfAddress: callsOfAddress(ip),
          onEnd,
        }),
      onBeat() {
        const at = host.now()
        known.sweep(at)
        for (const [ip, limit] of callsOf) if (limit.isFull(at)) callsOf.delete(ip)
      },
    })

    return {
      async receive(request, path) {
        if (!pages.isOpen) return refusal(host, 'es', 'unavailable')
        return await answer(request, path)
      },

      connect: pages.connect,

      async send(act) {
        return beyondAbilities(act, can) ?? { outcome: 'unsupported', reason: 'unsupported-act' }
      },

      async close() {
        pages.close()
        await keeping.idle()
      },
    }
  },
}
