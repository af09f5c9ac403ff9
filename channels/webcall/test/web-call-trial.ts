/** The contract's trial of calls from a page: the "provider" is the caller's own page, and nobody says anything in writing. */
import { until, type ChannelTrial } from '../../contract.ts'
import { webCall } from '../web-call.ts'
import { PageSocket, sampleSettings, shop } from './calling.ts'

const settings = sampleSettings()
const spoken =
  'On a call nothing is said in writing: there is no message that could be delivered or answered.'
const unsent = 'An agent writes in the chat: a call has no act that could be handed over.'

export const webCallTrial: ChannelTrial = {
  name: 'calls from a page',
  channel: webCall,
  settings,
  wrongSettings: [
    { settings: { ...settings, allowedOrigins: ['https://tienda.example/ayuda'] }, field: 'allowedOrigins' },
    { settings: { ...settings, title: { es: 'Solo español' } }, field: 'title' },
    { settings: { ...settings, recordingNotice: 'Se graba' }, field: 'recordingNotice' },
    { settings: { ...settings, form: [{ key: 'a' }] }, field: 'form' },
    { settings: { ...settings, limits: { attemptsPerMinute: 0 } }, field: 'limits' },
  ],
  declines: {
    'keeps-first': spoken,
    'same-once': spoken,
    'ids-round-trip': spoken,
    'order-kept': spoken,
    'refusal-told': spoken,
    'slow-host': spoken,
    'quiet-log': spoken,
    'undeclared-act': unsent,
    'within-limits': unsent,
    'quote-shown': unsent,
    'failure-classes': unsent,
    'nothing-left':
      'The suite ends an account in the middle of a message. Its own test ends one in the middle of a call.',
  },
  async begin(host) {
    const open = await webCall.open(settings, host)
    return {
      open,
      async customer() {
        return await Promise.reject(new Error('Callers write nothing.'))
      },
      async forge() {
        const socket = new PageSocket()
        open.connect?.(socket, { origin: shop, ip: '192.0.2.1' })
        socket.say({
          type: 'hello',
          token: `${host.sign('vis_1').split('.')[0]}.${'A'.repeat(43)}`,
          language: 'es',
        })
        await until(() => socket.closed !== null, 'a page with a forged token is cut off')
        return { as: 'refused', told: socket.ofType('bye')[0]?.reason ?? '' }
      },
      fail: () => undefined,
      handedOver: () => 0,
      connections: () => 0,
      end: async () => undefined,
    }
  },
}
