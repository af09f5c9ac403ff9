import { languages, type Language } from '#protocol/text.ts'

/** The product's language that an `Accept-Language` header likes best; null when it names none of them. */
export function preferredLanguage(header: string | undefined): Language | null {
  const wishes = (header ?? '').split(',').map((part, index) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    return {
      language: languages.find((one) => one === tag.split('-')[0]),
      quality: Number(quality ?? 1),
      index,
    }
  })
  const [best] = wishes
    .filter((wish) => wish.quality > 0 && wish.language !== undefined)
    .toSorted((a, b) => b.quality - a.quality || a.index - b.index)
  return best?.language ?? null
}
