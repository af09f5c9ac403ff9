/** What the page needs of calls once there is a telephone: one part, fetched when it is first needed. */
export { CallHost } from './call-host.tsx'
export { CallPanel } from './call-panel.tsx'
export { CallStrips } from './call-strips.tsx'
export { PhoneMenu } from './phone-menu.tsx'
