/** Made-up customers. Their addresses end in names that are nobody's and never will be. */
import type { Language } from '#protocol/text.ts'
import type { Dice } from '../dice.ts'
import { englishFirstNames, englishSurnames, firstNames, surnames } from './names.ts'

export type CustomerPerson = { readonly name: string; readonly email: string; readonly language: Language }

const domains = ['correo.example', 'buzon.example', 'mimail.example'] as const

function addressPart(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '.')
}

export function inventCustomer(dice: Dice, language: Language): CustomerPerson {
  const isSpanish = language === 'es'
  const first = dice.weighted(isSpanish ? firstNames : englishFirstNames)
  const last = dice.weighted(isSpanish ? surnames : englishSurnames)
  // Online, people give one surname more often than both.
  const second = isSpanish && dice.chance(0.4) ? ` ${dice.weighted(surnames)}` : ''
  const number = dice.chance(0.5) ? String(dice.whole(1, 99)) : ''
  const email = `${addressPart(first)}.${addressPart(last)}${number}@${dice.pick(domains)}`
  return { name: `${first} ${last}${second}`, email, language }
}

/** What a friendly shop calls somebody. */
export function calledName(name: string): string {
  const [first = name, second = ''] = name.split(' ')
  const isCompound =
    /^(?:María|Ana|José|Juan|Miguel|Francisco|Rosa)$/u.test(first) &&
    firstNames.some(([one]) => one === `${first} ${second}`)
  return isCompound ? `${first} ${second}` : first
}
