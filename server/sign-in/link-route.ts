/** `/sign-in/<token>`: whoever opens a one-time link first is signed in; a page tells everybody after that what to do. */
import { errors, errorText } from '#protocol/error.ts'
import type { Language } from '#protocol/text.ts'
import { z } from 'zod'
import { answered, route, type Route } from '../http/route.ts'
import { pagePolicy } from '../http/security-header.ts'
import { askLibrary } from './auth-routes.ts'
import type { SignIn } from './sign-in.ts'

const words = {
  es: { title: 'Este enlace ya no sirve', signIn: 'Ir al inicio de sesión' },
  en: { title: 'This link no longer works', signIn: 'Go to the sign-in page' },
} as const

/** In the person's language first, and in the other one below: the browser may be somebody else's. */
export function usedLinkPage(language: Language): string {
  const other: Language = language === 'es' ? 'en' : 'es'
  const part = (one: Language, heading: 'h1' | 'h2'): string =>
    `<section lang="${one}"><${heading}>${words[one].title}</${heading}><p>${errorText('link-used', one)}</p><p><a href="/">${words[one].signIn}</a></p></section>`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words[language].title} · Atiende</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs/docs.css"></head>
<body class="note"><main>${part(language, 'h1')}<hr>${part(other, 'h2')}</main></body></html>`
}

export function linkRoute(signIn: Pick<SignIn, 'auth'>): Route {
  return route(
    {
      method: 'GET',
      path: '/sign-in/:token',
      access: 'anyone',
      tag: 'sign-in',
      summary: 'Opens a one-time link: signs in and goes on to the workspace.',
      params: z.object({ token: z.string().max(64) }),
      limits: ['sign-in-address'],
    },
    async ({ params, request, reply, language }) => {
      const { status } = await askLibrary(
        signIn,
        `/magic-link/verify?token=${encodeURIComponent(params.token)}`,
        request,
        reply,
      )
      if (status === 200) return answered(reply.redirect('/', 303))
      return answered(
        reply
          .code(errors['link-used'].status)
          .header('content-security-policy', pagePolicy())
          .type('text/html; charset=utf-8')
          .send(usedLinkPage(language)),
      )
    },
  )
}
