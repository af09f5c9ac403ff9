import { useCallback } from 'react'
import type { Token } from '#core/text-token/parse-tokens.ts'
import { attributeTokenPrefix, caseKeyOf, caseTokenPrefix, tokenNames } from '#core/text-token/token-name.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'

const byKey = new Map<string, (typeof tokenNames)[number]>(
  tokenNames.map((token) => [token.name.toLowerCase(), token]),
)

/** `fecha_de_entrega`: fecha de entrega. */
const wordsOf = (name: string): string => name.replaceAll(/[._]+/gu, ' ')

/** What a token is called by those who do not write them. */
export function useTokenName(): (token: Pick<Token, 'key' | 'name'>) => string {
  const { t, local } = useText()
  const { caseFields } = useWorkspace()
  return useCallback(
    (token) => {
      const known = byKey.get(token.key)
      if (known) return t(`response.token.${known.about}`)
      const caseKey = caseKeyOf(token)
      const field = caseFields.find(({ key }) => key === caseKey)
      if (field) return local(field.label)
      if (token.key.startsWith(attributeTokenPrefix))
        return t('response.attribute', { name: wordsOf(token.name.slice(attributeTokenPrefix.length)) })
      // What it names is not there: the words it is made of are the best that can be said.
      return caseKey === null
        ? t('response.datum', { name: wordsOf(token.name) })
        : t('response.caseDatum', { name: wordsOf(token.name.slice(caseTokenPrefix.length)) })
    },
    [caseFields, local, t],
  )
}
