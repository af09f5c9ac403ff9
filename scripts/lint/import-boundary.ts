/**
 * Who may import whom (DESIGN §2), as one table.
 *
 * The product's shape is kept by this rule and not by good will: the core stays free of input, output and packages; an adapter
 * never leans on another adapter, nor a feature of the page on another feature; nothing but the server's own starters reaches
 * into the server. The rule looks at where a specifier leads, so an alias and a relative path are judged alike; type imports,
 * re-exports and dynamic imports count as imports.
 */
import { dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

interface World {
  /** Top-level folders whose files may be imported, besides its own. */
  readonly folders: readonly string[]
  /** Folders of which only types may be imported: they cost the reader of the page nothing. */
  readonly typesOnly?: readonly string[]
  /** Packages that may be imported, or 'any'. */
  readonly packages: 'any' | readonly string[]
  readonly node: boolean
  /** The folder whose subfolders may not import each other, relative to the world's own folder. */
  readonly apart?: string
}

const everything = [
  'core',
  'protocol',
  'channels',
  'voice',
  'server',
  'web',
  'widget',
  'sdk',
  'scripts',
  'e2e',
  'bench',
]
const starter: World = { folders: everything, packages: 'any', node: true }

export const worlds: Readonly<Record<string, World>> = {
  core: { folders: [], packages: [], node: false },
  protocol: { folders: ['core'], packages: ['zod'], node: false },
  // The web chat's wire is ours, so its shapes live in protocol/; every other adapter speaks somebody else's.
  channels: { folders: ['core', 'protocol'], packages: 'any', node: true, apart: '' },
  voice: { folders: ['core', 'protocol'], packages: 'any', node: true, apart: '' },
  server: { folders: ['core', 'protocol', 'channels', 'voice'], packages: 'any', node: true },
  web: { folders: ['core', 'protocol'], packages: 'any', node: false, apart: 'features' },
  widget: { folders: [], typesOnly: ['core', 'protocol'], packages: [], node: false },
  sdk: { folders: ['core', 'protocol'], packages: ['zod'], node: false },
  scripts: starter,
  e2e: starter,
  bench: starter,
}

/** Tests and tool settings may use any package and Node, but reach no further into the repository than their folder may. */
export const isTestOrSetting = (path: string): boolean =>
  /\.(test|journey)\.tsx?$/.test(path) ||
  path.includes('/test/') ||
  /(^|\/)(vite|vitest)\.config\.ts$/.test(path)

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Where a specifier leads, as a path inside the repository; nothing for packages and Node's own modules. */
function target(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return relative('/', resolve('/', dirname(importer), specifier))
  return undefined
}

/** The adapter or feature a path belongs to: `channels/email/x.ts` → `email`; nothing for what all of them share. */
function compartment(path: string, apart: string): string | undefined {
  const [first, second, ...rest] = path.split('/').slice(1)
  if (apart === '') return second === undefined ? undefined : first
  return first === apart && rest.length > 0 ? second : undefined
}

/** Why `importer` may not import `specifier`, or nothing when it may. Paths are relative to the repository, with `/`. */
export function refusal(importer: string, specifier: string, isType: boolean): string | undefined {
  const folder = importer.split('/')[0] ?? ''
  const world = worlds[folder]
  if (!world) return undefined
  const lenient = isTestOrSetting(importer)

  if (specifier.startsWith('node:')) {
    return world.node || lenient ? undefined : `${folder}/ runs without Node: it may not import ${specifier}.`
  }

  const path = target(importer, specifier)
  if (path === undefined) {
    const name = packageName(specifier)
    if (lenient || world.packages === 'any' || world.packages.includes(name)) return undefined
    return `${folder}/ may not import the package ${name}${world.packages.length ? ` (only ${world.packages.join(', ')})` : ''}.`
  }

  const other = path.split('/')[0] ?? ''
  if (other === folder) return withinFolder(importer, path, world)
  if (!(other in worlds)) return world.node || lenient ? undefined : `${folder}/ may not import ${path}.`
  if (specifier.startsWith('.')) return `Another folder is imported by its alias: #${path}`
  if (world.folders.includes(other)) return undefined
  if (world.typesOnly?.includes(other)) {
    return isType || lenient ? undefined : `${folder}/ may import only types from ${other}/ (import type).`
  }
  return `${folder}/ may not import ${other}/.`
}

function withinFolder(importer: string, path: string, world: World): string | undefined {
  if (world.apart === undefined) return undefined
  const from = compartment(importer, world.apart)
  const to = compartment(path, world.apart)
  if (from === undefined || to === undefined || from === to) return undefined
  return `${from} may not import ${to}: they stand apart, what they share lives above them.`
}

interface Source {
  readonly value: unknown
}

/** The few members of a syntax node that this rule reads. */
interface ImportLike {
  readonly source: Source | null
  readonly importKind?: string
  readonly exportKind?: string
}

interface RuleContext {
  readonly filename: string
  report(problem: { readonly message: string; readonly node: ImportLike }): void
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export const importBoundary = {
  create(context: RuleContext) {
    const importer = relative(root, context.filename).split(sep).join('/')
    const check = (node: ImportLike): void => {
      if (typeof node.source?.value !== 'string') return
      const isType = node.importKind === 'type' || node.exportKind === 'type'
      const message = refusal(importer, node.source.value, isType)
      if (message !== undefined) context.report({ message, node })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: (node: ImportLike) => check({ ...node, source: node.source, importKind: 'type' }),
    }
  },
}
