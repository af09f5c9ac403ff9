/**
 * What the documents name is there: files and folders in back-ticks, places that links lead to, every setting of the server, every key of
 * the page. A guide that points at nothing costs its reader more than none.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
const folders = globSync('*/', { cwd: root, exclude: ['node_modules', 'data', 'coverage'] }).map((folder) =>
  folder.replace(/\/$/, ''),
)
const files = globSync(
  '{*,{.ci,docs,core,protocol,channels,voice,server,web,widget,sdk,bench,e2e,scripts}/**/*}',
  {
    cwd: root,
    exclude: ['**/dist/**', 'node_modules'],
  },
)

/** Of this repository: below one of its folders, or the name of a source file, wherever it lies. */
function isOurs(name: string): boolean {
  if (!/^[\w.*-]+(\/[\w.*-]+)*\/?$/.test(name)) return false
  const [first = ''] = name.split('/')
  return (name.includes('/') && folders.includes(first)) || /[\w*]\.(tsx?|mjs|md|sql)$/.test(name)
}

/** A name may leave out the folders that the sentence has spoken of already. */
function isThere(name: string): boolean {
  const wanted = name.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*')
  const pattern = new RegExp(`(^|/)${wanted}$`)
  return files.some((file) => pattern.test(file))
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '').filter(isOurs)
}

/** As code hosts make the anchors of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function brokenLinks(document: string): string[] {
  const text = read(document)
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => {
      if (/^[a-z]+:/.test(target)) return false
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? document : join(dirname(document), path)
      if (!existsSync(join(root, file))) return true
      return anchor !== undefined && !anchorsOf(read(file)).includes(anchor)
    })
}

describe.each(documents)('%s', (document) => {
  it('names files and folders that are there', () => {
    expect(namesIn(read(document)).filter((name) => !isThere(name))).toEqual([])
  })

  it('links to what is there', () => {
    expect(brokenLinks(document)).toEqual([])
  })
})

describe('the guides', () => {
  it('the operator’s has every setting of the server, and no others', () => {
    const settings = [...read('server/config.ts').matchAll(/read\(\s*'([A-Z_]+)'/g)].map((match) => match[1])
    const told = [...read('docs/operator-guide.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
    expect(settings.length).toBeGreaterThan(0)
    expect(new Set(told)).toEqual(new Set(settings))
  })

  it('the list of keys has every key of the page', () => {
    const keys = [...read('web/keys/key-map.ts').matchAll(/^ {2}'\w+\.\w+': '(.+)',$/gm)].flatMap((match) =>
      (match[1] ?? '')
        .split('+')
        .map((key) => ({ enter: '↵', mod: 'Ctrl', shift: '⇧' })[key] ?? key.toUpperCase()),
    )
    const list = read('docs/keyboard.md')
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter((key) => !list.includes(`\`${key}\``))).toEqual([])
  })
})

describe('the comparison', () => {
  it('takes for a name of ours what lies in our folders or is a source file', () => {
    const text =
      '`core/SPEC.md` `say.ts` `web/live` `server/*/x.ts` `npm test` `/api/v1` `files/` `a.json` `.ts`'
    expect(namesIn(text)).toEqual(['core/SPEC.md', 'say.ts', 'web/live', 'server/*/x.ts'])
  })

  it('finds what is there, and misses what is not', () => {
    expect(
      ['core/SPEC.md', 'docs-names.test.ts', 'core/routing/', 'scripts/*.test.ts'].filter(isThere),
    ).toHaveLength(4)
    expect(['core/NONE.md', 'nobody.ts', 'names.test.ts', 'core/*.none'].filter(isThere)).toEqual([])
  })
})
