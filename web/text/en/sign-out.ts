export const signOut = {
  title: 'Sign out',
  active_one: '{{count}} interaction in hand goes back to the queue and keeps its place.',
  active_other: '{{count}} interactions in hand go back to the queue and keep their place.',
  offered_one: '{{count}} open offer goes to somebody else.',
  offered_other: '{{count}} open offers go to somebody else.',
  ended_one: '{{count}} ended interaction stays to be closed until the next time.',
  ended_other: '{{count}} ended interactions stay to be closed until the next time.',
  nothing: 'Nothing is in hand.',
  elsewhere: 'Another device is still signed in: the work in hand and the state go on there.',
  unknown: 'It could not be found out whether another device is signed in.',
  act: 'Sign out',
  stay: 'Go on working',
}
