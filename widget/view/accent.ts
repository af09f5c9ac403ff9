/**
 * One colour of the shop's, made usable: whatever colour is given, text on it and text in it can be read (contrast of at least 4.5 to 1, WCAG
 * AA) on light and on dark paper. Pure.
 */
type Rgb = readonly [number, number, number]

export type Shades = {
  /** Ground of buttons and of the visitor's own messages, and what is written on it. */
  readonly fill: string
  readonly onFill: string
  /** Text, glyphs and rings on paper. */
  readonly text: string
  /** A breath of it, as a ground for text in `text`. */
  readonly soft: string
}

const fallback: Rgb = [15, 110, 110]
const lightPaper: Rgb = [253, 252, 250]
const darkPaper: Rgb = [29, 27, 24]
const white: Rgb = [255, 255, 255]
const ink: Rgb = [20, 24, 24]
const enough = 4.6

export function parseHex(text: string): Rgb | null {
  const found = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim())
  return found
    ? [
        Number.parseInt(found[1] ?? '', 16),
        Number.parseInt(found[2] ?? '', 16),
        Number.parseInt(found[3] ?? '', 16),
      ]
    : null
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((part, index) => Math.round(part * (1 - share) + (b[index] ?? 0) * share)) as unknown as Rgb
}

/** Moves a colour towards another until it stands off from every ground. */
function until(colour: Rgb, towards: Rgb, grounds: readonly Rgb[]): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const moved = mix(colour, towards, share)
    if (grounds.every((ground) => contrast(moved, ground) >= enough)) return moved
  }
  return towards
}

const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`
const onColour = (fill: Rgb): Rgb => (contrast(fill, white) >= contrast(fill, ink) ? white : ink)

function shades(accent: Rgb, paper: Rgb, towards: Rgb, softness: number): Shades {
  const soft = mix(paper, accent, softness)
  const text = until(accent, towards, [paper, soft])
  // A fill need not be read, but seen: 3 to 1 against the paper, else the readable shade takes its place.
  const fill = contrast(accent, paper) >= 3 ? accent : text
  // A middling colour bears neither white nor ink well: it gives way until it does.
  const isDark = onColour(fill) === white
  const firm = until(fill, isDark ? ink : white, [onColour(fill)])
  return { fill: css(firm), onFill: css(onColour(firm)), text: css(text), soft: css(soft) }
}

export function accentShades(accent: string): { readonly light: Shades; readonly dark: Shades } {
  const colour = parseHex(accent) ?? fallback
  return { light: shades(colour, lightPaper, ink, 0.09), dark: shades(colour, darkPaper, white, 0.2) }
}
