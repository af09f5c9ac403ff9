/**
 * The API's description, made from the routes themselves: what a route parses is what the document says. OpenAPI 3.1, whose schemas are
 * JSON Schema as zod writes it.
 */
import { errors } from '#protocol/error.ts'
import { z } from 'zod'
import type { Access, Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

export type OpenApi = {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Json }
}

export type Operation = {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly security: readonly Json[]
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query'
    readonly required: boolean
    readonly schema: Json
  }[]
  readonly requestBody?: {
    readonly required: true
    readonly content: Readonly<Record<string, { readonly schema: Json }>>
  }
  readonly responses: Json
}

const errorAnswerShape = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(errors) },
        message: {
          type: 'string',
          description: 'What happened and what to do now, in the language of who asked.',
        },
        details: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
      },
    },
  },
}

const whoMay: Readonly<Record<Access, string>> = {
  anyone: 'Anyone may call it.',
  'signed-in': 'Everybody who is signed in.',
  agent: 'Agents and above.',
  supervisor: 'Supervisors and above.',
  manager: 'Managers and above.',
  administrator: 'Administrators and above.',
  owner: 'Owners only.',
}

/** zod puts a shape that contains itself under `$defs` of its own root; in the document it must lie where the document's root finds it. */
function adoptDefinitions(schema: Json, prefix: string, schemas: Record<string, Json>): Json {
  const moved = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', `"#/components/schemas/${prefix}.`),
  ) as Record<string, unknown> & { $defs?: Record<string, Json> }
  const { $defs: definitions = {}, $schema: _, ...rest } = moved
  for (const [name, definition] of Object.entries(definitions)) schemas[`${prefix}.${name}`] = definition
  return rest
}

function schemaOf(
  shape: z.ZodType,
  io: 'input' | 'output',
  name: string,
  schemas: Record<string, Json>,
): Json {
  return adoptDefinitions(z.toJSONSchema(shape, { io, unrepresentable: 'any' }), name, schemas)
}

function operationIdOf({ method, path }: Route): string {
  const words = path
    .replace('/api/v1/', '')
    .split('/')
    .map((part) => part.replace(/^:(.*)$/, 'by-$1'))
  return [method.toLowerCase(), ...words]
    .join('-')
    .replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function parametersOf(route: Route, schemas: Record<string, Json>): Operation['parameters'] {
  const of = (place: 'path' | 'query', shape: z.ZodType | undefined) => {
    if (shape === undefined) return []
    const { properties = {}, required = [] } = schemaOf(shape, 'input', operationIdOf(route), schemas) as {
      properties?: Record<string, Json>
      required?: string[]
    }
    return Object.entries(properties).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema,
    }))
  }
  return [...of('path', route.params), ...of('query', route.query)]
}

function requestBodyOf(route: Route, schemas: Record<string, Json>): Pick<Operation, 'requestBody'> {
  if (route.streams) {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  if (route.body === undefined) return {}
  const schema = schemaOf(route.body, 'input', operationIdOf(route), schemas)
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function responsesOf(route: Route, schemas: Record<string, Json>): Json {
  const failure = {
    description: 'Refused or failed.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorAnswer' } } },
  }
  const success = route.answer
    ? {
        description: 'Done.',
        content: {
          'application/json': {
            schema: schemaOf(route.answer, 'output', `${operationIdOf(route)}.answer`, schemas),
          },
        },
      }
    : { description: 'Done.' }
  return { [route.status ?? 200]: success, default: failure }
}

/** Describes these routes. `version` is the product's. */
export function describeApi(routes: readonly Route[], version: string): OpenApi {
  const schemas: Record<string, Json> = { ErrorAnswer: errorAnswerShape }
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: operationIdOf(route),
        tags: [route.tag],
        summary: route.summary,
        description: whoMay[route.access],
        security: route.access === 'anyone' ? [] : [{ session: [] }],
        parameters: parametersOf(route, schemas),
        ...requestBodyOf(route, schemas),
        responses: responsesOf(route, schemas),
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atiende',
      version,
      description:
        'The contact centre over HTTP. Sign in with POST /api/v1/auth/sign-in/email and keep the cookie. Every answer that is not a success is an ErrorAnswer.',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'atiende.session_token' } },
    },
  }
}
