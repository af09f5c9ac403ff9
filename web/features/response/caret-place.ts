/** Where on the screen a place in a text field is: the same text is laid out again in a box that looks like the field. */

const copied = [
  'font',
  'letterSpacing',
  'wordSpacing',
  'lineHeight',
  'textIndent',
  'textTransform',
  'tabSize',
  'direction',
  'padding',
  'borderWidth',
  'borderStyle',
  'boxSizing',
] as const

export type CaretPlace = { readonly left: number; readonly top: number; readonly bottom: number }

export function caretPlace(field: HTMLTextAreaElement, position: number): CaretPlace {
  const seen = field.getBoundingClientRect()
  const style = getComputedStyle(field)
  const mirror = document.createElement('div')
  for (const name of copied) mirror.style[name] = style[name]
  Object.assign(mirror.style, {
    position: 'fixed',
    top: '0',
    left: '0',
    visibility: 'hidden',
    width: `${field.offsetWidth}px`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
  })
  const mark = document.createElement('span')
  mark.textContent = field.value.slice(position) || '.'
  mirror.append(document.createTextNode(field.value.slice(0, position)), mark)
  document.body.append(mirror)
  const line = Number.parseFloat(style.lineHeight) || mark.offsetHeight
  const top = seen.top + mark.offsetTop - field.scrollTop
  const place = { left: seen.left + mark.offsetLeft, top, bottom: top + line }
  mirror.remove()
  return place
}
