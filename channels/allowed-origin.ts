/** Which sites may carry what visitors use: a list of origins, or a lone asterisk for any. */
import { z } from 'zod'

const origin = z
  .string()
  .trim()
  .refine((value) => value === '*' || isOrigin(value), { error: 'https://…' })

function isOrigin(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value
}

export const originsSetting = z.array(origin).min(1).max(50)

/** Whether a page of this origin may carry it. */
export function allowsOrigin(
  settings: { readonly allowedOrigins: readonly string[] },
  origin: string | null,
): boolean {
  if (settings.allowedOrigins.includes('*')) return true
  return origin !== null && settings.allowedOrigins.includes(origin)
}
