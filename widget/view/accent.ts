/**
 * One colour of the shop's, made usable: whatever colour is given, text on it and text in it can be read (contrast of at least 4.5 to 1, WCAG
 * AA) on light and on dark paper. Shades are made by moving its lightness in OKLCH, so that it stays the same colour. Pure.
 */
export type Rgb = readonly [number, number, number]

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
const lightPaper: Rgb = [254, 253, 250]
const darkPaper: Rgb = [29, 27, 24]
const white: Rgb = [255, 255, 255]
const ink: Rgb = [20, 24, 24]
const readable = 4.6
/** What is not read but must be seen. */
const visible = 3.05
const apart = 1.3
const step = 0.01

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

const map = (colour: Rgb, change: (part: number) => number): Rgb => [
  change(colour[0]),
  change(colour[1]),
  change(colour[2]),
]
const toLinear = (part: number): number =>
  part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
const fromLinear = (share: number): number =>
  255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055)
/** Hand in linear parts: how bright they are to the eye. */
const weigh = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

export function contrast(a: Rgb, b: Rgb): number {
  const [one, other] = [weigh(map(a, toLinear)), weigh(map(b, toLinear))]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

/** Björn Ottosson's OKLab (bottosson.github.io/posts/oklab): lightness and two axes of colour. */
function toOklab(colour: Rgb): Rgb {
  const [r, g, b] = map(colour, toLinear)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** The parts may lie outside of 0 to 255: then no screen has that colour. */
function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return map(
    [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    ],
    fromLinear,
  )
}

/** The same colour at another lightness, as strong as a screen can show it there. */
function withLightness(colour: Rgb, lightness: number): Rgb {
  const [, a, b] = toOklab(colour)
  for (let strength = 1; strength > 0; strength -= 0.05) {
    const shown = fromOklab([lightness, a * strength, b * strength])
    if (shown.every((part) => part > -0.5 && part < 255.5))
      return map(shown, (part) => Math.min(255, Math.max(0, Math.round(part))))
  }
  return map(fromOklab([lightness, 0, 0]), (part) => Math.min(255, Math.max(0, Math.round(part))))
}

/** Makes a colour lighter or darker until it stands off from every ground. */
function until(colour: Rgb, way: 'lighter' | 'darker', grounds: readonly Rgb[], enough: number): Rgb {
  const isEnough = (shown: Rgb) => grounds.every((ground) => contrast(shown, ground) >= enough)
  if (isEnough(colour)) return colour
  const by = way === 'lighter' ? step : -step
  for (let lightness = toOklab(colour)[0] + by; lightness > 0 && lightness < 1; lightness += by) {
    const shown = withLightness(colour, lightness)
    if (isEnough(shown)) return shown
  }
  return way === 'lighter' ? white : ink
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const between = (index: 0 | 1 | 2) => Math.round(a[index] * (1 - share) + b[index] * share)
  return [between(0), between(1), between(2)]
}

const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`

function shades(accent: Rgb, paper: Rgb, way: 'lighter' | 'darker', softness: number): Shades {
  const soft = mix(paper, accent, softness)
  const text = until(accent, way, [paper, soft], readable)
  // White is what buttons are written in; a light colour stays itself and is written on in ink. It need not be strong on the paper, for its
  // words are; but it must not be the paper's own.
  const isLight = contrast(accent, white) < visible && contrast(accent, ink) >= readable
  const seen = until(accent, way, [paper], isLight ? apart : visible)
  const fill = isLight ? seen : until(seen, 'darker', [white], readable)
  // On dark paper giving way to white may have sunk it: then the readable shade with ink on it is the better one.
  const isSunk = !isLight && contrast(fill, paper) < visible - 0.1
  const [ground, onGround] = isSunk ? [text, ink] : [fill, isLight ? ink : white]
  return { fill: css(ground), onFill: css(onGround), text: css(text), soft: css(soft) }
}

export function accentShades(accent: string): { readonly light: Shades; readonly dark: Shades } {
  const colour = parseHex(accent) ?? fallback
  return {
    light: shades(colour, lightPaper, 'darker', 0.09),
    dark: shades(colour, darkPaper, 'lighter', 0.22),
  }
}
