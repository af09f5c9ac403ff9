/** The glyphs of a call. */
import { glyph } from '../../view/glyph.ts'

const paths = {
  call: 'M6.6 3.6L4.7 4.3a1.8 1.8 0 0 0-1.1 2c.9 5 4.8 8.9 9.8 9.8a1.8 1.8 0 0 0 2-1.1l.7-1.9-3.5-2.1-1.5 1.5a9.5 9.5 0 0 1-3.9-3.9l1.5-1.5z',
  hangUp:
    'M2.9 11.9l.6 1.7a1.3 1.3 0 0 0 1.7.8l2-.8a1.3 1.3 0 0 0 .8-1.1l.1-1.6a9 9 0 0 1 3.8 0l.1 1.6a1.3 1.3 0 0 0 .8 1.1l2 .8a1.3 1.3 0 0 0 1.7-.8l.6-1.7a1.8 1.8 0 0 0-.5-1.9c-3.8-3.3-9.4-3.3-13.2 0a1.8 1.8 0 0 0-.5 1.9z',
  microphone:
    'M10 3a2.2 2.2 0 0 1 2.2 2.2v4.3a2.2 2.2 0 0 1-4.4 0V5.2A2.2 2.2 0 0 1 10 3zM5.2 9.3a4.8 4.8 0 0 0 9.6 0M10 14.1V17',
  muted:
    'M3.5 3.5l13 13M12.2 8.2v-3A2.2 2.2 0 0 0 8 4.4M7.8 7.8v1.7a2.2 2.2 0 0 0 3.5 1.8M5.2 9.3a4.8 4.8 0 0 0 7.7 3.8M14.3 11a4.8 4.8 0 0 0 .5-1.7M10 14.1V17',
  keypad: 'M5 5h.01M10 5h.01M15 5h.01M5 10h.01M10 10h.01M15 10h.01M5 15h.01M10 15h.01M15 15h.01',
  lines: 'M4.6 7.7h10.8M4.6 12.1h6.4',
  alert: 'M10 6.3v4.4M10 13.7h.01M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z',
  moon: 'M16.2 11.9A6.6 6.6 0 0 1 8.1 3.8a6.6 6.6 0 1 0 8.1 8.1z',
  check: 'M4.5 10.6l3.6 3.6 7.4-8',
  down: 'M5 8l5 5 5-5',
} as const

export type CallIconName = keyof typeof paths

export const callIcon = (name: CallIconName): SVGSVGElement => glyph(name, paths[name])
