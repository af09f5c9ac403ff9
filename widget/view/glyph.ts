/** One glyph: one stroke, round ends, on a grid of 20. */
export function glyph(name: string, line: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  svg.classList.add('icon', `icon-${name}`)
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', line)
  svg.append(path)
  return svg
}
