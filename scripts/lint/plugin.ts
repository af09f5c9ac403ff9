import { importBoundary } from './import-boundary.ts'
import { noDrawer } from './no-drawer.ts'

/** Our own lint rules, for the classes of mistake that only this repository knows. The linter wants a default export. */
export default {
  meta: { name: 'atiende' },
  rules: { 'import-boundary': importBoundary, 'no-drawer': noDrawer },
}
