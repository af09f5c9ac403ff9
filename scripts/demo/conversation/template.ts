/**
 * One line of a written conversation: `[a|b]` is one wording or the other (or none: `[a|]`), `{name}` a slot. The same line is filled in to be
 * said, and matched to find out what was said: that is how an agent who is a robot understands a visitor who is one.
 */
import type { Dice } from '../dice.ts'

export type Slots = Readonly<Record<string, string>>

const variation = /\[([^[\]]*)\]/g
const slot = /\{([a-z]+)\}/g

export function fillIn(template: string, slots: Slots, dice: Dice): string {
  return template
    .replaceAll(variation, (_, wordings: string) => dice.pick(wordings.split('|')))
    .replaceAll(slot, (_, name: string) => {
      const value = slots[name]
      if (value === undefined) throw new Error(`Nothing is known for {${name}} in: ${template}`)
      return value
    })
}

export type Pattern = { readonly expression: RegExp; readonly names: readonly string[] }

/** What stands alone in a line would otherwise be anything. */
const slotShapes: Readonly<Record<string, string>> = { pedido: String.raw`LB-\d{4}`, nif: String.raw`B\d{8}` }

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

export function patternOf(template: string): Pattern {
  const names: string[] = []
  const withSlots = (text: string): string =>
    text
      .split(/(\{[a-z]+\})/)
      .map((part) => {
        const name = /^\{([a-z]+)\}$/.exec(part)?.[1]
        if (name === undefined) return escaped(part)
        names.push(name)
        return `(${slotShapes[name] ?? '.+?'})`
      })
      .join('')
  const source = template
    .split(/(\[[^[\]]*\])/)
    .map((part) =>
      part.startsWith('[') ? `(?:${part.slice(1, -1).split('|').map(withSlots).join('|')})` : withSlots(part),
    )
    .join('')
  return { expression: new RegExp(`^${source}$`, 'u'), names }
}

/** What the slots were, if this was said; null: it was something else. */
export function readSlots({ expression, names }: Pattern, text: string): Slots | null {
  const found = expression.exec(text.trim())
  if (!found) return null
  const values = names.map((name, index): [string, string | undefined] => [name, found[index + 1]])
  return Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
