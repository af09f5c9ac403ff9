import { describe, expect, it } from 'vitest'
import type { DispositionId } from '../id.ts'
import { findDispositions } from './find-dispositions.ts'
import { mayChoose } from './may-choose.ts'
import { pathOf } from './path-of.ts'
import { dispositionPolicies, mayCloseWith, maySetDisposition } from './policy.ts'
import type { DispositionNode } from './tree.ts'

const node = (
  id: DispositionId,
  es: string,
  en: string,
  more: Partial<DispositionNode> = {},
): DispositionNode => ({
  id,
  name: { es, en },
  archived: false,
  ...more,
})

const tree: readonly DispositionNode[] = [
  node('dsp_sales', 'Ventas', 'Sales', {
    children: [
      node('dsp_sold', 'Venta cerrada', 'Closed sale'),
      node('dsp_lost', 'Perdida', 'Lost', {
        children: [
          node('dsp_price', 'Por precio', 'Price'),
          node('dsp_old', 'Por fax', 'By fax', { archived: true }),
        ],
      }),
    ],
  }),
  node('dsp_gone', 'Campaña 2019', 'Campaign 2019', {
    archived: true,
    children: [node('dsp_inside', 'Interesado', 'Interested')],
  }),
  node('dsp_empty', 'Vacía', 'Empty', { children: [] }),
  node('dsp_info', 'Información', 'Information'),
]

const found = (query: string, language: 'es' | 'en' = 'es'): DispositionId[] =>
  findDispositions(tree, query, language).map(({ id }) => id)

describe('the policy', () => {
  it('[D1] is mandatory, optional or hidden', () => {
    expect(dispositionPolicies).toEqual(['mandatory', 'optional', 'hidden'])
  })

  it('[D3] mandatory wants one before closing; hidden takes none, but one may be taken away', () => {
    const closing = dispositionPolicies.map((policy) => [
      mayCloseWith(policy, null),
      mayCloseWith(policy, 'dsp_sold'),
    ])
    expect(closing).toEqual([
      [false, true],
      [true, true],
      [true, true],
    ])
    const setting = dispositionPolicies.map((policy) => [
      maySetDisposition(policy, 'dsp_sold'),
      maySetDisposition(policy, null),
    ])
    expect(setting).toEqual([
      [true, true],
      [true, true],
      [false, true],
    ])
  })
})

describe('choosing', () => {
  it('[D2] codes at any depth may be chosen', () => {
    for (const id of ['dsp_sold', 'dsp_price', 'dsp_info'] as const) expect(mayChoose(tree, id)).toBe(true)
  })

  it('[D2] folders may not, an empty one neither, nor what is archived itself or with its folder, nor what is not there', () => {
    for (const id of ['dsp_sales', 'dsp_lost', 'dsp_empty', 'dsp_old', 'dsp_inside', 'dsp_never'] as const)
      expect(mayChoose(tree, id)).toBe(false)
  })
})

describe('searching', () => {
  it('[D4] ignores accents and case', () => {
    expect(found('INFORMACION')).toEqual(['dsp_info'])
    expect(found('ínfo')).toEqual(['dsp_info'])
  })

  it('[D4] finds by any part of the full path, word by word', () => {
    expect(found('ventas')).toEqual(['dsp_sold', 'dsp_price'])
    expect(found('perdida precio')).toEqual(['dsp_price'])
    expect(found('Ventas › Perdida')).toEqual(['dsp_price'])
    expect(found('cerrada ventas')).toEqual(['dsp_sold'])
    expect(found('zapato')).toEqual([])
  })

  it('[D4] in the language of the person, and only what may be chosen', () => {
    expect(found('lost', 'en')).toEqual(['dsp_price'])
    expect(found('lost')).toEqual([])
    expect(found('fax')).toEqual([])
    expect(found('interesado')).toEqual([])
    expect(found('  ')).toEqual(['dsp_sold', 'dsp_price', 'dsp_info'])
  })
})

describe('the path', () => {
  it('[D5] is the names from the root, in order and in either language', () => {
    expect(pathOf(tree, 'dsp_price', 'es')).toBe('Ventas › Perdida › Por precio')
    expect(pathOf(tree, 'dsp_price', 'en')).toBe('Sales › Lost › Price')
    expect(pathOf(tree, 'dsp_info', 'es')).toBe('Información')
  })

  it('[D5] an archived code keeps its path; folders and strangers have none', () => {
    expect(pathOf(tree, 'dsp_old', 'es')).toBe('Ventas › Perdida › Por fax')
    expect(pathOf(tree, 'dsp_lost', 'es')).toBeNull()
    expect(pathOf(tree, 'dsp_never', 'es')).toBeNull()
  })

  it('[D4] [D5] what is found says its path', () => {
    expect(findDispositions(tree, 'precio', 'es')).toEqual([
      { id: 'dsp_price', name: 'Por precio', path: 'Ventas › Perdida › Por precio' },
    ])
  })
})
