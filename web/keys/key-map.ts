/**
 * Every key of the page in one place. Single letters act only outside text fields and can be switched off as a whole; nothing here is owned by a
 * browser or a screen reader, and nothing uses Alt. Two-step chords (`twice`) answer while somebody writes: once arms, twice does it.
 */
export const keyActs = [
  'offer.accept',
  'offer.reject',
  'list.next',
  'list.previous',
  'list.open',
  'list.active',
  'list.pending',
  'list.ended',
  'conversation.take',
  'conversation.assign',
  'conversation.transfer',
  'conversation.return',
  'conversation.date',
  'conversation.contact',
  'conversation.end',
  'conversation.dispose',
  'conversation.done',
  'me.state',
  'me.receive',
  'page.keys',
] as const
export type KeyAct = (typeof keyActs)[number]

export const keyOf: Readonly<Record<KeyAct, string>> = {
  'offer.accept': 'a',
  'offer.reject': 'x',
  'list.next': 'j',
  'list.previous': 'k',
  'list.open': 'Enter',
  'list.active': '1',
  'list.pending': '2',
  'list.ended': '3',
  'conversation.take': 'm',
  'conversation.assign': 'g',
  'conversation.transfer': 't',
  'conversation.return': 'r',
  'conversation.date': 'h',
  'conversation.contact': 'i',
  'conversation.end': 'e',
  'conversation.dispose': 'd',
  'conversation.done': 'f',
  'me.state': 's',
  'me.receive': 'v',
  'page.keys': '?',
}

/** As shown on a key cap. */
export const capOf = (act: KeyAct): string => {
  const key = keyOf[act]
  return key === 'Enter' ? '↵' : key.toUpperCase()
}

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing'>

/** Which act a press means; null: none of ours. `Enter` opens only from the list itself and is not listened for here. */
export function actOf(pressed: Pressed): KeyAct | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.isComposing || pressed.repeat)
    return null
  const key = pressed.key.toLowerCase()
  return keyActs.find((act) => act !== 'list.open' && keyOf[act] === key) ?? null
}

/** The chord that accepts an offer while somebody writes. */
export function isAcceptChord(pressed: Pressed): boolean {
  return pressed.key === 'Enter' && (pressed.ctrlKey || pressed.metaKey) && !pressed.altKey && !pressed.repeat
}
