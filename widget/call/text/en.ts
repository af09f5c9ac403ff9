import type { CallWords } from './es.ts'

export const en: CallWords = {
  region: 'Call',
  callWhom: (title) => `Call ${title}`,
  howItWorks: 'You talk from this very page: a microphone is enough, or the device’s own.',
  permission:
    'When you call, the browser asks for permission to use the microphone. It is used during the call only.',
  call: 'Call',
  back: 'Back to the chat',
  callAgain: 'Call again',
  retry: 'Try again',
  cancel: 'Cancel',
  loading: 'One moment…',
  closed: 'Closed now',

  allowing: 'The microphone has to be allowed',
  allowingTell: 'The browser asks beside the address bar. Choose “Allow”.',
  calling: 'Calling…',

  waiting: 'Waiting',
  waitingAgain: 'Waiting for somebody else',
  talking: 'Talking',
  held: 'On hold for a moment',
  heldTell: (agent) => `${agent} will be right back.`,
  recorded: 'Being recorded',
  mute: 'Mute',
  unmute: 'Unmute',
  mutedTell: 'Muted: nothing that is said here can be heard.',
  keypad: 'Keypad',
  closeKeypad: 'Close the keypad',
  pressed: 'Digits pressed',
  hangUp: 'Hang up',
  toChat: 'See the chat',
  toCall: 'See the call',
  loseAsk: 'Hang up? The place in line is lost.',
  loseNo: 'Keep waiting',

  notices: {
    elsewhere: 'The call sounds in another tab.',
    offline: 'No connection. The call goes on: its sound comes back by itself with the network.',
    lost: 'The sound was cut off. Connecting again…',
    blocked: 'The browser waits for a touch to let the call be heard.',
    weak: 'The connection is weak: some words may get lost.',
  },
  bringHere: 'Hear it here',
  unlock: 'Turn the sound on',
  reconnect: 'Connect again',

  problems: {
    denied: {
      title: 'The microphone is blocked',
      tell: 'Without a microphone you cannot talk. Allow it at the icon beside the page’s address, then press “Try again”.',
    },
    'no-microphone': {
      title: 'No microphone was found',
      tell: 'Connect a microphone, or headphones that have one, and press “Try again”.',
    },
    busy: {
      title: 'The microphone cannot be used',
      tell: 'Perhaps another application is using it. Close that and press “Try again”.',
    },
    insecure: {
      title: 'You cannot call from this page',
      tell: 'Browsers allow the microphone on secure pages (https) only. The chat does work.',
    },
    unsupported: {
      title: 'This browser cannot call',
      tell: 'A current version of any browser can. The chat works in this one.',
    },
    offline: {
      title: 'There is no connection',
      tell: 'The call could not go out. Check the network and press “Try again”.',
    },
    refused: { title: 'The call could not begin', tell: '' },
  },

  over: 'Call ended',
  overBy: {
    customer: 'Thank you for calling.',
    agent: 'The other person hung up.',
    system: 'The call was cut off.',
  },
  lasted: (time) => `It lasted ${time}.`,
}
