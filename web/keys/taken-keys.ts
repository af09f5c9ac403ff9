/**
 * Keys that are not ours to take: what browsers do with them on Windows, macOS and Linux, and what screen readers do. Neither the page's own keys
 * nor those that an agent chooses may be among them.
 *
 * Screen readers also use single letters to jump about while their browse mode is on. There they never reach the page, whatever it does; whoever
 * needs that mode switches single letters off and has the palette and its chord. `browseLetters` says which, for the guide and its test. Their
 * commands with Insert, Caps Lock or Ctrl+Option cannot be given to an act at all: none of these is a `mod+`.
 */
export type Taken = { readonly key: string; readonly by: string; readonly does: string }

const everywhere = 'Chrome, Edge, Firefox, Safari'

export const takenKeys: readonly Taken[] = [
  { key: 'tab', by: everywhere, does: 'next element' },
  { key: 'enter', by: everywhere, does: 'press what has the focus' },
  { key: 'space', by: everywhere, does: 'press, scroll' },
  { key: 'escape', by: everywhere, does: 'close, stop loading, leave full screen' },
  { key: 'backspace', by: 'Firefox (Windows)', does: 'back' },
  { key: 'delete', by: everywhere, does: 'remove' },
  ...['arrowup', 'arrowdown', 'arrowleft', 'arrowright', 'home', 'end', 'pageup', 'pagedown'].map((key) => ({
    key,
    by: everywhere,
    does: 'move, scroll',
  })),
  { key: "'", by: 'Firefox', does: 'quick find in links' },
  { key: '/', by: 'Firefox', does: 'quick find' },
  { key: 'insert', by: 'NVDA, JAWS, Orca', does: 'the screen reader’s own key' },
  { key: 'contextmenu', by: everywhere, does: 'context menu' },
  ...Array.from({ length: 12 }, (_, index) => ({
    key: `f${index + 1}`,
    by: `${everywhere}, the system`,
    does: 'help, find, reload, caret browsing, full screen, tools',
  })),
  // With Ctrl, or ⌘ on a Mac.
  ...Object.entries({
    a: 'select all',
    b: 'bookmarks; bold',
    c: 'copy',
    d: 'bookmark',
    e: 'search from the address bar',
    f: 'find',
    g: 'find next',
    h: 'history; hide on a Mac',
    i: 'page info, italic',
    j: 'downloads',
    l: 'address bar',
    m: 'mute the tab (Firefox); minimise on a Mac',
    n: 'new window',
    o: 'open',
    p: 'print',
    q: 'quit (Firefox on Linux, all on a Mac)',
    r: 'reload',
    s: 'save',
    t: 'new tab',
    u: 'page source; underline',
    v: 'paste',
    w: 'close the tab',
    x: 'cut',
    y: 'history; redo',
    z: 'undo',
    0: 'zoom 100 %',
    '+': 'zoom in',
    '-': 'zoom out',
    '=': 'zoom in',
    ',': 'settings on a Mac',
    '.': 'stop on a Mac; reader view',
    '?': 'help on a Mac',
    '/': 'quick find; help',
    '[': 'back on a Mac',
    ']': 'forward on a Mac',
    '`': 'next window on a Mac',
    tab: 'next tab',
    enter: 'the offer’s chord while somebody writes',
    space: 'input method, Spotlight on a Mac',
    escape: 'start menu',
    backspace: 'delete a word',
    delete: 'delete a word',
    home: 'top of the page',
    end: 'bottom of the page',
    pageup: 'previous tab',
    pagedown: 'next tab',
    arrowup: 'top of the page on a Mac',
    arrowdown: 'bottom of the page on a Mac',
    arrowleft: 'back; word left',
    arrowright: 'forward; word right',
  }).map(([key, does]) => ({ key: `mod+${key}`, by: everywhere, does })),
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key) => ({
    key: `mod+${key}`,
    by: everywhere,
    does: 'go to that tab',
  })),
]

/**
 * Ctrl/⌘-K is the palette of every tool of this kind: Firefox and Chrome search from it and leave it to a page that wants it, Safari and the
 * screen readers have no use for it.
 */
export const sharedKeys: ReadonlySet<string> = new Set(['mod+k'])

/** What jumps about in a screen reader's browse mode; read by the list in docs/keyboard.md. */
export const browseLetters: Readonly<Record<'NVDA' | 'JAWS' | 'VoiceOver' | 'Orca', string>> = {
  NVDA: 'a b c d e f g h i k l m n o p q r s t u v w x 1 2 3 4 5 6',
  JAWS: 'a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6',
  VoiceOver: 'b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6',
  Orca: 'a b c d e f g h i k l m o p q r s t u v w x 1 2 3 4 5 6',
}

/** What already does something else with this key; null: it is free to be given to an act. */
export function takenBy(key: string): Taken | null {
  if (sharedKeys.has(key)) return null
  const found = takenKeys.find((taken) => taken.key === key)
  if (found) return found
  // One sign, alone or with Ctrl/⌘, a letter with Shift; any other named key belongs to the machine.
  return /^(mod\+|shift\+)?.$/u.test(key) ? null : { key, by: everywhere, does: 'move, scroll' }
}
