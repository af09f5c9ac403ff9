/**
 * The browsable description of the API: one page without scripts, made on the server from the same document that
 * `/api/v1/openapi.json` gives, so that it works under the strictest policy and on a machine without internet.
 */
import type { Language } from '#protocol/text.ts'
import type { OpenApi, Operation } from './openapi.ts'

const words = {
  es: {
    title: 'API de Atiende',
    document: 'El documento OpenAPI',
    parameters: 'Parámetros',
    body: 'Contenido',
    answers: 'Respuestas',
    required: 'obligatorio',
    session: 'Con sesión',
    open: 'Sin sesión',
    contents: 'Índice',
  },
  en: {
    title: 'The Atiende API',
    document: 'The OpenAPI document',
    parameters: 'Parameters',
    body: 'Body',
    answers: 'Answers',
    required: 'required',
    session: 'With a session',
    open: 'Without a session',
    contents: 'Contents',
  },
} as const

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function json(value: unknown): string {
  return `<pre tabindex="0"><code>${escape(JSON.stringify(value, null, 2))}</code></pre>`
}

function operation(path: string, method: string, described: Operation, language: Language): string {
  const say = words[language]
  const parameters = described.parameters.map(
    ({ name, in: place, required, schema }) =>
      `<li><code>${escape(name)}</code> <small>${place}${required ? `, ${say.required}` : ''}</small> <code>${escape(JSON.stringify(schema))}</code></li>`,
  )
  const body = Object.entries(described.requestBody?.content ?? {}).map(
    ([type, { schema }]) => `<p><code>${escape(type)}</code></p>${json(schema)}`,
  )
  return `<details id="${described.operationId}">
<summary><code class="method ${method}">${method.toUpperCase()}</code> <code>${escape(path)}</code> <span>${escape(described.summary)}</span></summary>
<p>${escape(described.description)} ${described.security.length > 0 ? say.session : say.open}.</p>
${parameters.length > 0 ? `<h3>${say.parameters}</h3><ul>${parameters.join('')}</ul>` : ''}
${body.length > 0 ? `<h3>${say.body}</h3>${body.join('')}` : ''}
<h3>${say.answers}</h3>${json(described.responses)}
</details>`
}

/** The whole page. Its style is `docs.css` beside it. */
export function docsPage(document: OpenApi, language: Language): string {
  const say = words[language]
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described })),
  )
  const sections = document.tags.map(({ name }) => {
    const inside = operations.filter(({ described }) => described.tags.includes(name))
    return `<section><h2 id="${escape(name)}">${escape(name)}</h2>${inside.map(({ path, method, described }) => operation(path, method, described, language)).join('\n')}</section>`
  })
  const contents = document.tags
    .map(({ name }) => `<li><a href="#${escape(name)}">${escape(name)}</a></li>`)
    .join('')
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `<details><summary><code>${escape(name)}</code></summary>${json(schema)}</details>`,
  )
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.title} ${escape(document.info.version)}</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs/docs.css">
</head>
<body>
<header><h1>${say.title} <small>${escape(document.info.version)}</small></h1>
<p lang="en">${escape(document.info.description)}</p>
<p><a href="/api/v1/openapi.json">${say.document}</a></p></header>
<nav aria-label="${say.contents}"><ul>${contents}</ul></nav>
<main lang="en">${sections.join('\n')}
<section><h2>components</h2>${schemas.join('\n')}</section></main>
</body>
</html>`
}

export const docsStyle = `:root { color-scheme: light dark; --line: light-dark(#d8d5cf, #3c3a36); --soft: light-dark(#f4f2ee, #232220); --accent: light-dark(#0b5c5c, #7fd1cb) }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1.5rem; color: light-dark(#22201c, #e9e6e0); background: light-dark(#fdfcfa, #191816) }
h3 { font-size: 1rem; margin: 1rem 0 .5rem }
.note { max-width: 34rem; padding-top: 15vh }
.note hr { border: 0; border-top: 1px solid var(--line); margin: 2.5rem 0 }
a, .method { color: var(--accent) }
small { opacity: .75 }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0 }
details { border-top: 1px solid var(--line); padding: .5rem 0 }
summary { cursor: pointer }
summary span { opacity: .8 }
.method { display: inline-block; min-width: 4.5rem; font-weight: 600 }
pre { overflow-x: auto; background: var(--soft); padding: .75rem; border-radius: 6px; font-size: .85rem }
code { overflow-wrap: anywhere }
`
