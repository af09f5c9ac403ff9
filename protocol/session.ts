/**
 * Signing in. `/api/v1/auth/*` is the sign-in library's own API (session cookie `atiende.session_token`, httpOnly, SameSite=Lax):
 * `POST /auth/sign-in/email { email, password }`, `POST /auth/sign-out`, `GET /auth/get-session`.
 * One-time links: `GET /sign-in/<token>` signs in and goes on to `/`.
 */
import { z } from 'zod'
import { language } from './text.ts'

/** `GET /api/v1/setup` → `{ needed }`; `POST /api/v1/setup` makes the first owner with the code printed on the console. */
export const setup = z.object({
  code: z.string().trim().min(6).max(64),
  name: z.string().trim().min(1).max(80),
  email: z.email().max(200),
  password: z.string().min(10).max(200),
  language: language.default('es'),
  centreName: z.string().trim().min(1).max(80).default('Atiende'),
})
export type Setup = z.input<typeof setup>

/** `POST /api/v1/agents/:id/sign-in-link` (administrators) → `{ url, expiresAt }`: opens once. */
export type SignInLink = { readonly url: string; readonly expiresAt: number }

/** `POST /api/v1/me/password` */
export const changePassword = z.object({
  currentPassword: z.string().max(200).nullable().default(null),
  newPassword: z.string().min(10).max(200),
})
