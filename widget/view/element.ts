/** Makes elements. Text only ever goes in as text: nothing here, or anywhere in the widget, reads HTML. */
export type Child = Node | string | null | false

type Listeners = {
  readonly [Name in keyof HTMLElementEventMap as `on${Name}`]?: (event: HTMLElementEventMap[Name]) => void
}
type Attributes = { readonly [name: string]: string | number | boolean | null | undefined }

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: { readonly on?: Listeners; readonly set?: Attributes; readonly class?: string } = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (given.class) element.className = given.class
  for (const [name, value] of Object.entries(given.set ?? {})) setAttribute(element, name, value)
  for (const [name, listener] of Object.entries(given.on ?? {}))
    element.addEventListener(name.slice(2), listener as EventListener)
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false))
  return element
}

export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === null || value === undefined || value === false) element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : String(value))
}

/** Sets the text only when it is another one, so that nothing is announced or selected anew without need. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

export function show(element: HTMLElement, isShown: boolean): void {
  element.hidden = !isShown
}

/** Puts exactly these children into an element, in this order, leaving those that are in place alone. */
export function place(parent: Element, children: readonly Node[]): void {
  const wanted = new Set<Node>(children)
  // A list that does not change under the loop, as `childNodes` does.
  const before = Array.from(parent.childNodes)
  for (const child of before) if (!wanted.has(child)) child.remove()
  children.forEach((child, index) => {
    if (parent.childNodes[index] !== child) parent.insertBefore(child, parent.childNodes[index] ?? null)
  })
}
