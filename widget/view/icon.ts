/** The widget's own glyphs: one stroke, round ends, on a grid of 20. */
const paths = {
  lines: 'M4.6 7.7h10.8M4.6 12.1h6.4',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  down: 'M5 8l5 5 5-5',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  send: 'M10 16V4.5M5 9.2l5-4.9 5 4.9',
  clip: 'M15.6 9.3l-5.7 5.7a3.6 3.6 0 0 1-5.1-5.1l6-6a2.4 2.4 0 0 1 3.4 3.4l-5.9 5.9a1.2 1.2 0 0 1-1.7-1.7l5.2-5.2',
  file: 'M11.5 3H6.6A1.6 1.6 0 0 0 5 4.6v10.8A1.6 1.6 0 0 0 6.6 17h6.8a1.6 1.6 0 0 0 1.6-1.6V6.5zM11.3 3.2v3.6h3.5',
  check: 'M4.5 10.6l3.6 3.6 7.4-8',
  checks: 'M2.5 10.8l3.3 3.3 6.6-7.2M9.2 13.6l.5.5 7.3-7.9',
  reply: 'M8 5L3.5 9.2 8 13.4M3.8 9.2h7.4a5 5 0 0 1 5 5v1',
  clock: 'M10 5.8V10l2.8 1.7M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z',
  alert: 'M10 6.3v4.4M10 13.7h.01M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z',
  download: 'M10 3.5v9M6.2 9l3.8 3.7L13.8 9M4 16.5h12',
  leave: 'M8 16.5H5.5a1.5 1.5 0 0 1-1.5-1.5V5a1.5 1.5 0 0 1 1.5-1.5H8M12.5 13.5L16 10l-3.5-3.5M15.8 10H8',
  offline:
    'M3 3l14 14M5.7 9.2A7 7 0 0 1 8 7.9M11.7 7.7a7 7 0 0 1 2.7 1.6M3 6.6a11 11 0 0 1 2.5-1.5M9 4.1a11 11 0 0 1 8 2.6M8.2 12.2a3.5 3.5 0 0 1 2.6-.5M10 15.5h.01',
  moon: 'M16.2 11.9A6.6 6.6 0 0 1 8.1 3.8a6.6 6.6 0 1 0 8.1 8.1z',
  again:
    'M4.5 10a5.5 5.5 0 0 1 9.6-3.7L16 8.2M16 4.3v3.9h-3.9M15.5 10a5.5 5.5 0 0 1-9.6 3.7L4 11.8M4 15.7v-3.9h3.9',
} as const

export type IconName = keyof typeof paths

export function icon(name: IconName): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  svg.classList.add('icon', `icon-${name}`)
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}
