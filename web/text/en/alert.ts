export const pushSaid = 'Has written a message · {{queue}}'

export const alert = {
  push: {
    offer: 'New interaction in {{queue}}',
    testTitle: 'Atiende',
    testBody: 'This is how notifications come.',
  },
  tryOut: 'Try the sound',
  check: {
    'not-tried': 'Offers make a sound. The browser is silent until the first click: better to find out now.',
    sounded:
      'It has just sounded. If nothing was heard: turn the machine’s volume up and see whether the tab is muted.',
    silent:
      'The browser does not let this page sound. Allow sound for the site under the padlock beside the address.',
  },
  soundAsleep:
    'There is an offer without a sound: the browser allows one after the first click or key in the page.',
  soundBlocked:
    'The browser or the machine does not let this page sound. Allow sound for the site and check the audio output.',
  soundTitle: 'Sound of offers',
  soundHelp:
    'Each offer sounds once and then, more quietly, every four seconds while it is open. Of several tabs only one sounds.',
  volume: 'Volume',
  toneOf: 'Tone of {{channel}}',
  tone: { chime: 'Two notes', bell: 'Bell', knock: 'Knocks', drop: 'Drops', ring: 'Telephone' },
  hear: 'Hear: {{tone}}',
  test: 'Try',
  testSent:
    'Sent. If it does not appear, look at the system’s notifications: they may be on “do not disturb”.',
  permission: {
    granted:
      'While the tab is in the background each offer appears as a notification of the system, with customer and queue. Never with what was written.',
    default: 'When this is turned on, the browser asks for permission.',
    denied:
      'Blocked in the browser. To allow them: the padlock beside the address, Notifications, Allow; then reload.',
    unknown: 'This browser has no notifications, or the page did not come by HTTPS.',
  },
  pushTitle: 'Notifications while the page is closed',
  pushHelp:
    'On this browser: offers, and messages of your own customers while no page is open. They end when you sign out here.',
  pushState: {
    looking: 'Checking…',
    unsupported: 'This browser cannot, or the page did not come by HTTPS.',
    'needs-install': 'On iPhone and iPad: Share, Add to Home Screen, and turn them on from there.',
  },
  pushProblem: {
    blocked:
      'The browser blocks notifications of this site. They are allowed under the padlock beside the address.',
    'no-service':
      'The browser does not reach its notification service. Check the network, or try another browser.',
  },
  devices: 'Devices with notifications',
  thisDevice: 'this one',
  since: 'turned on {{time}}',
  removeDevice: 'Remove {{device}}',
}
