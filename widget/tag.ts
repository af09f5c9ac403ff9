/**
 * The script tag that brought us, and what it says:
 * `<script src="https://…/widget/v1/atiende.js" data-account="acc_…" async></script>`, with `data-lang="es|en"`, `data-accent="#rrggbb"`,
 * `data-side="left|right"`, `data-theme="light|dark"` and `data-title="…"` if wished.
 */
import type { Language } from '#protocol/text.ts'
import { languageOf } from './text/words.ts'
import { parseHex } from './view/accent.ts'

export type Tag = {
  readonly server: string
  readonly account: string
  readonly language: Language | null
  readonly accent: string | null
  readonly side: 'left' | 'right' | null
  readonly theme: 'light' | 'dark' | null
  readonly title: string | null
}

type Data = { readonly [name: string]: string | undefined }

/** Null when it does not name an account. */
export function readTag(src: string, data: Data): Tag | null {
  const account = data['account']?.trim()
  if (!account || !URL.canParse(src)) return null
  const { lang, accent, side, theme, title } = data
  return {
    server: new URL(src).origin,
    account,
    language: languageOf(lang),
    accent: accent !== undefined && parseHex(accent) ? accent : null,
    side: side === 'left' || side === 'right' ? side : null,
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    title: title?.trim() || null,
  }
}

export function findTag(): Tag | null {
  // `currentScript` is null for a module and for a script that was put in later: then it is found by what it is.
  const script =
    document.currentScript ?? document.querySelector('script[data-account][src*="/widget/v1/atiende.js"]')
  return script instanceof HTMLScriptElement ? readTag(script.src, script.dataset) : null
}
