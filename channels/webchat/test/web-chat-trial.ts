/** The contract's trial of the web chat: the "provider" is the visitor's own page. */
import type { WidgetServerFrame } from '#protocol/widget.ts'
import type { OpenChannel } from '../../channel.ts'
import { until, type Answer, type ChannelTrial, type TrialCustomer } from '../../contract.ts'
import { webChat } from '../web-chat.ts'
import { MemorySocket } from './memory-socket.ts'
import { sampleSettings, shop } from './sample-settings.ts'

const settings = sampleSettings()
const temporary = ['unavailable', 'too-many-requests']

async function newToken(open: OpenChannel): Promise<string> {
  const request = new Request('https://atiende.example/hooks/acc_memory/session', {
    method: 'POST',
    headers: { origin: shop },
  })
  const { token } = (await (await open.receive(request, 'session')).json()) as { token: string }
  return token
}

function enter(open: OpenChannel, token: string): MemorySocket {
  const socket = new MemorySocket()
  open.connect?.(socket, { origin: shop, ip: '192.0.2.1' })
  socket.say({ type: 'hello', token, after: 0, language: 'es' })
  return socket
}

function pageOf(socket: MemorySocket): TrialCustomer {
  const waiting: { readonly clientId: string; readonly settle: (answer: Answer) => void }[] = []
  const settle = (clientId: string | null, answer: Answer): void => {
    const index = waiting.findIndex((one) => one.clientId === clientId)
    waiting.splice(index, index < 0 ? 0 : 1)[0]?.settle(answer)
  }
  socket.onServerFrame = (frame: WidgetServerFrame) => {
    if (frame.type === 'kept') settle(frame.clientId, { as: 'acknowledged' })
    if (frame.type !== 'refused') return
    settle(
      frame.clientId,
      temporary.includes(frame.code) ? { as: 'again' } : { as: 'refused', told: frame.text },
    )
  }
  socket.onClose(() => waiting.splice(0).forEach((one) => one.settle({ as: 'again' })))

  const say = (externalId: string, text: string): Promise<Answer> => {
    if (socket.closed) return Promise.resolve({ as: 'again' })
    const clientId = `client-${externalId}`
    const { promise, resolve } = Promise.withResolvers<Answer>()
    waiting.push({ clientId, settle: resolve })
    socket.say({ type: 'say', clientId, text })
    return promise
  }
  const fromAgent = () => socket.ofType('message').filter(({ message }) => message.from === 'agent')

  return {
    say,
    sayAll: (things) => Promise.all(things.map(({ externalId, text }) => say(externalId, text))),
    received: () => fromAgent().map(({ message }) => message.text),
    answers: () =>
      fromAgent().map(({ message: { quote } }) => {
        const mine = socket.ofType('kept').find(({ position }) => position === quote?.position)
        return mine ? mine.clientId.replace('client-', '') : null
      }),
    async mark(as) {
      const newest = fromAgent().at(-1)?.message
      if (newest)
        socket.say({ type: 'mark', conversation: newest.conversation, position: newest.position, as })
    },
  }
}

export const webChatTrial: ChannelTrial = {
  name: 'the web chat',
  channel: webChat,
  settings,
  wrongSettings: [
    { settings: { ...settings, allowedOrigins: ['https://tienda.example/ayuda'] }, field: 'allowedOrigins' },
    { settings: { ...settings, allowedOrigins: [] }, field: 'allowedOrigins' },
    { settings: { ...settings, title: { es: 'Solo español' } }, field: 'title' },
    { settings: { ...settings, accent: 'verde' }, field: 'accent' },
    {
      settings: {
        ...settings,
        preChat: [{ key: 'a', type: 'choice', label: settings.title, required: true, target: 'case.a' }],
      },
      field: 'preChat',
    },
    { settings: { ...settings, limits: { messagesPerMinute: 0 } }, field: 'limits' },
  ],
  declines: {
    'failure-classes':
      'There is no provider between us and the customer: handing over is being kept, which the server did before it asked.',
  },
  async begin(host) {
    const open = await webChat.open(settings, host)
    const sockets: MemorySocket[] = []
    return {
      open,
      async customer() {
        const socket = enter(open, await newToken(open))
        sockets.push(socket)
        await until(() => socket.ofType('welcome').length === 1, 'the page is welcomed')
        return pageOf(socket)
      },
      async forge() {
        const [text] = (await newToken(open)).split('.')
        const socket = enter(open, `${text}.${'A'.repeat(43)}`)
        await until(() => socket.closed !== null, 'a page with a forged token is cut off')
        return { as: 'refused', told: socket.ofType('bye')[0]?.reason ?? '' }
      },
      fail: () => undefined,
      handedOver: () => 0,
      connections: () => sockets.filter((socket) => !socket.closed).length,
      end: async () => undefined,
    }
  },
}
