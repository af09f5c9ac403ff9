/**
 * A file is named after what it holds. A name like `utils` says nothing and collects everything, so no file and no folder of
 * ours may have one.
 */
import { basename, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const drawer = /^(utils?|helpers?|lib|common|types|misc|managers?)$/
const root = fileURLToPath(new URL('../..', import.meta.url))

interface ProgramNode {
  readonly type: string
}

interface RuleContext {
  readonly filename: string
  report(problem: { readonly message: string; readonly node: ProgramNode }): void
}

export const drawersIn = (path: string): string[] =>
  path
    .split('/')
    .map((part) => basename(part).replace(/\..*$/, ''))
    .filter((part) => drawer.test(part))

export const noDrawer = {
  create(context: RuleContext) {
    return {
      Program(node: ProgramNode) {
        const [found] = drawersIn(relative(root, context.filename).split(sep).join('/'))
        if (found !== undefined)
          context.report({ message: `"${found}" is a drawer: name it after what it holds.`, node })
      },
    }
  },
}
