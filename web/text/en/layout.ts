import type { layout as spanish } from '../es/layout.ts'

export const layout: typeof spanish = {
  width: { list: 'Width of the list', context: 'Width of contact and case' },
  fold: { list: 'Fold the list', context: 'Fold contact and case' },
  show: { list: 'Show the list', context: 'Show contact and case' },
}
