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
import { refusal } from '../page-answer.ts'
import { pageConnections } from '../page-connections.ts'
import { visitors } from '../visitors.ts'
import { connection } from './connection.ts'
import { requests } from './requests.ts'
import { webChatSettings, type WebChatSettings } from './settings.ts'

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
    const { messagesPerMinute, ...limits } = settings.limits
    const known = visitors({ ...limits, actsPerMinute: messagesPerMinute })
    const answer = requests(settings, host)
    const pages = pageConnections({
      settings,
      begin: (socket, _ip, onEnd) => connection(socket, { settings, host, keeping, visitors: known, onEnd }),
      onBeat: () => known.sweep(host.now()),
    })

    return {
      async receive(request, path) {
        if (!pages.isOpen) return refusal(host, 'es', 'unavailable')
        return answer(request, path)
      },

      connect: pages.connect,

      async send(act) {
        return beyondAbilities(act, can) ?? { outcome: 'accepted' }
      },

      async close() {
        pages.close()
        await keeping.idle()
      },
    }
  },
}
