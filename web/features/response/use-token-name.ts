import { useCallback } from 'react'
import type { Token } from '#core/text-token/parse-tokens.ts'
import { attributeTokenPrefix, caseKeyOf, tokenNames } from '#core/text-token/token-name.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'

const byKey = new Map<string, (typeof tokenNames)[number]>(
  tokenNames.map((token) => [token.name.toLowerCase(), token]),
)

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
      return token.key.startsWith(attributeTokenPrefix)
        ? t('response.attribute', { name: token.name.slice(attributeTokenPrefix.length) })
        : token.name
    },
    [caseFields, local, t],
  )
}
