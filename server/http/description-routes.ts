/** The API describes itself: the document for programs, a page for people. Open to anyone, like the source it is made from. */
import { docsPage, docsStyle } from './docs-page.ts'
import { describeApi, type OpenApi } from './openapi.ts'
import { answered, route, type Route } from './route.ts'
import { pagePolicy } from './security-header.ts'

/** `others`: the routes to describe besides these. */
export function descriptionRoutes(others: readonly Route[], version: string): Route[] {
  let made: OpenApi | undefined
  const document = (): OpenApi => (made ??= describeApi([...others, ...own], version))
  const tag = 'description'
  const own = [
    route(
      {
        method: 'GET',
        path: '/api/v1/openapi.json',
        access: 'anyone',
        tag,
        summary: 'This API as an OpenAPI document.',
      },
      ({ reply }) => {
        reply.header('cache-control', 'public, max-age=300')
        return document()
      },
    ),
    route(
      { method: 'GET', path: '/api/docs', access: 'anyone', tag, summary: 'This API as a page.' },
      ({ language, reply }) =>
        answered(
          reply
            .headers({
              'content-security-policy': pagePolicy(),
              'cache-control': 'no-cache',
              vary: 'accept-language, cookie',
            })
            .type('text/html; charset=utf-8')
            .send(docsPage(document(), language)),
        ),
    ),
    route(
      {
        method: 'GET',
        path: '/api/docs/docs.css',
        access: 'anyone',
        tag,
        summary: 'The style of that page.',
      },
      ({ reply }) =>
        answered(
          reply
            .header('cache-control', 'public, max-age=300')
            .type('text/css; charset=utf-8')
            .send(docsStyle),
        ),
    ),
  ]
  return own
}
