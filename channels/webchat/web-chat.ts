/**
 * The web chat: the widget on a customer's page (`widget/`) over its own protocol (`protocol/widget.ts`). There is no provider between us
 * and the customer: handing over an act is having it in the customer's own sequence, which the server does before it asks us; a page
 * that is connected gets it as news, one that is not gets it when it comes back.
 */
import { maximumMessageLength } from '#protocol/message.ts'
import { beyondAbilities } from '../beyond-abilities.ts'
import type { Abilities, Channel } from '../channel.ts'
import { fileKinds } from '../file-kind.ts'
import { keeper } from '../keeper.ts'
import { connection, pingEveryMs, type Connection } from './connection.ts'
import { refusal, requests } from './requests.ts'
import { allowsOrigin, webChatSettings, type WebChatSettings } from './settings.ts'
import { visitors } from './visitors.ts'

const can: Abilities = {
  acts: ['text'],
  textLimit: maximumMessageLength,
  files: { kinds: Object.values(fileKinds).flat(), maximumBytes: 26_214_400, perMessage: 10 },
  replyWindowMs: null,
  agentMayStart: false,
  quotes: true,
  marks: ['delivered', 'read'],
}

export const webChat: Channel<WebChatSettings> = {
  kind: 'web-chat',
  settings: webChatSettings,
  can,
  async open(settings, host) {
    const keeping = keeper(host)
    const known = visitors(settings.limits)
    const answer = requests(settings, host)
    const connections = new Set<Connection>()
    const ofAddress = new Map<string, number>()
    let isOpen = true
    const heart = setInterval(() => {
      for (const one of connections) one.beat()
      known.sweep(host.now())
    }, pingEveryMs)

    return {
      async receive(request, path) {
        if (!isOpen) return refusal(host, 'es', 'unavailable')
        return answer(request, path)
      },

      connect(socket, { origin, ip }) {
        if (!isOpen) return socket.close(1001, 'shutting-down')
        if (!allowsOrigin(settings, origin)) return socket.close(1008, 'foreign-origin')
        const held = ofAddress.get(ip) ?? 0
        if (held >= settings.limits.connectionsPerAddress) return socket.close(1013, 'too-many-connections')
        ofAddress.set(ip, held + 1)
        const one = connection(socket, {
          settings,
          host,
          keeping,
          visitors: known,
          onEnd() {
            connections.delete(one)
            const left = (ofAddress.get(ip) ?? 1) - 1
            if (left > 0) ofAddress.set(ip, left)
            else ofAddress.delete(ip)
          },
        })
        connections.add(one)
      },

      async send(act) {
        return beyondAbilities(act, can) ?? { outcome: 'accepted' }
      },

      async close() {
        isOpen = false
        clearInterval(heart)
        for (const one of connections) one.end('shutting-down')
        await keeping.idle()
      },
    }
  },
}
