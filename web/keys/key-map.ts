/**
 * Every key of the page in one place. Single letters act only outside text fields and can be switched off as a whole; nothing here is owned by a
 * browser or a screen reader (taken-keys.ts lists theirs), and nothing uses Alt. A call's keys are letters with Shift. Each agent may give an act another key, or none; that is kept on
 * the server. To add one: name it here, with its key or null, and its text under `keys.act`.
 */
import type { Preferences } from '#protocol/workspace.ts'
import { createStore } from '../live/store.ts'
import { wordOf, type Pressed } from './press.ts'

export const keyActs = [
  'offer.accept',
  'offer.reject',
  'list.next',
  'list.previous',
  'list.open',
  'list.active',
  'list.pending',
  'list.ended',
  'list.workbin',
  'list.others',
  'list.unanswered',
  'list.filter',
  'conversation.take',
  'conversation.assign',
  'conversation.transfer',
  'conversation.return',
  'conversation.date',
  'conversation.search',
  'conversation.unread',
  'conversation.reply',
  'conversation.contact',
  'conversation.case',
  'conversation.responses',
  'conversation.note',
  'conversation.end',
  'conversation.dispose',
  'conversation.tags',
  'conversation.done',
  'call.hold',
  'call.mute',
  'call.keypad',
  'call.transfer',
  'call.add',
  'call.switch',
  'call.complete',
  'call.merge',
  'call.endConsult',
  'call.park',
  'call.record',
  'call.hangUp',
  'call.show',
  'call.parked',
  'call.dial',
  'call.redial',
  'call.forward',
  'call.listen',
  'call.whisper',
  'call.joinIn',
  'call.takeOver',
  'me.state',
  'me.receive',
  'me.channels',
  'page.palette',
  'page.list',
  'page.context',
  'page.settings',
  'page.team',
  'page.keys',
] as const
export type KeyAct = (typeof keyActs)[number]

/** The page's own keys, as `wordOf` (press.ts) says them; null: none of its own, but it can be given one. */
export const keyOf: Readonly<Record<KeyAct, string | null>> = {
  'offer.accept': 'a',
  'offer.reject': 'x',
  'list.next': 'j',
  'list.previous': 'k',
  'list.open': 'enter',
  'list.active': '1',
  'list.pending': '2',
  'list.ended': '3',
  'list.workbin': '4',
  'list.others': '5',
  'list.unanswered': 'w',
  'list.filter': 'z',
  'conversation.take': 'm',
  'conversation.assign': 'g',
  'conversation.transfer': 't',
  'conversation.return': 'r',
  'conversation.date': 'h',
  'conversation.search': 'b',
  'conversation.unread': 'u',
  'conversation.reply': 'q',
  'conversation.contact': 'i',
  'conversation.case': 'o',
  'conversation.responses': 'y',
  'conversation.note': 'n',
  'conversation.end': 'e',
  'conversation.dispose': 'd',
  'conversation.tags': 'l',
  'conversation.done': 'f',
  'call.hold': 'shift+h',
  'call.mute': 'shift+m',
  'call.keypad': 'shift+k',
  'call.transfer': 'shift+t',
  'call.add': 'shift+a',
  'call.switch': 'shift+s',
  'call.complete': 'shift+o',
  'call.merge': 'shift+u',
  'call.endConsult': 'shift+b',
  'call.park': 'shift+p',
  'call.record': 'shift+r',
  'call.hangUp': 'shift+e',
  'call.show': 'shift+v',
  'call.parked': 'shift+l',
  'call.dial': 'shift+c',
  'call.redial': null,
  'call.forward': null,
  'call.listen': 'shift+i',
  'call.whisper': 'shift+w',
  'call.joinIn': 'shift+j',
  'call.takeOver': 'shift+g',
  'me.state': 's',
  'me.receive': 'v',
  'me.channels': '9',
  'page.palette': 'mod+k',
  'page.list': '0',
  'page.context': 'p',
  'page.settings': null,
  'page.team': 'c',
  'page.keys': '?',
}

/** What a list itself listens for; it stays what lists have everywhere. */
export const fixedActs: ReadonlySet<KeyAct> = new Set(['list.open'])

type Keys = Readonly<Record<KeyAct, string | null>>

/** The keys of the agent who is here now, and whether single letters act at all. */
export const keysNow = createStore<{ readonly keys: Keys; readonly areLettersOn: boolean }>({
  keys: keyOf,
  areLettersOn: true,
})

export function keysWith(changes: Preferences['keys'] = {}): Keys {
  const known = keyActs.filter((act) => Object.hasOwn(changes, act) && !fixedActs.has(act))
  return { ...keyOf, ...Object.fromEntries(known.map((act) => [act, changes[act] ?? null])) }
}

export function applyKeys({ keys, singleKeys = true }: Pick<Preferences, 'keys' | 'singleKeys'>): void {
  keysNow.update(() => ({ keys: keysWith(keys), areLettersOn: singleKeys }))
}

const isMac = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? '')
const caps: Readonly<Record<string, string>> = { enter: '↵', escape: 'Esc', space: '␣' }

/** As shown on key caps: `mod+k` is `Ctrl` and `K`. */
export function capsOf(key: string): string[] {
  const parts = key.split('+')
  const sign = key.endsWith('+') ? '+' : (parts.at(-1) ?? '')
  const modifier = { mod: isMac ? '⌘' : 'Ctrl', shift: '⇧' }[parts[0] ?? '']
  return [...(modifier !== undefined && key !== parts[0] ? [modifier] : []), caps[sign] ?? sign.toUpperCase()]
}

/** As shown on a key cap; empty where the act has no key now. What shows it is drawn again when the keys change (desk-page.tsx). */
export function capOf(act: KeyAct): string {
  const key = activeKey(act)
  return key === null ? '' : capsOf(key).join(' ')
}

/** For `aria-keyshortcuts`. */
export function ariaKeyOf(act: KeyAct): string | undefined {
  const key = activeKey(act)
  if (key === null) return undefined
  return key.replace(/^mod\+/, isMac ? 'Meta+' : 'Control+').replace(/^shift\+/, 'Shift+')
}

/** Without letters, only chords and what a list has anyway are left. */
export function activeKey(act: KeyAct): string | null {
  const { keys, areLettersOn } = keysNow.get()
  const key = keys[act]
  return key === null || areLettersOn || fixedActs.has(act) || key.startsWith('mod+') ? key : null
}

/** Which act a press means; null: none of ours. What is fixed is listened for where it belongs. */
export function actOf(pressed: Pressed): KeyAct | null {
  if (pressed.repeat) return null
  const word = wordOf(pressed)
  return word === null
    ? null
    : (keyActs.find((act) => !fixedActs.has(act) && activeKey(act) === word) ?? null)
}

/** The chord that accepts an offer while somebody writes. */
export function isAcceptChord(pressed: Pressed): boolean {
  return wordOf(pressed) === 'mod+enter' && !pressed.repeat
}
