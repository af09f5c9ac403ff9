import { expect, it } from 'vitest'
import type { ResponseLibrary, ResponseView } from '#protocol/response.ts'
import { branchWith, responseBranches, type Branch } from './response-branches.ts'

const both = (text: string) => ({ es: text, en: text })
const response = (id: `rsp_${string}`, folderId: ResponseView['folderId'] = null): ResponseView => ({
  id,
  name: both(id),
  folderId,
  shortcut: null,
  variants: [],
  files: [],
})
const library: ResponseLibrary = {
  folders: [
    { id: 'rfo_top', name: both('Arriba'), parentId: null, order: 0 },
    { id: 'rfo_low', name: both('Abajo'), parentId: 'rfo_top', order: 0 },
    { id: 'rfo_empty', name: both('Vacía'), parentId: null, order: 0 },
    { id: 'rfo_lost', name: both('Perdida'), parentId: 'rfo_gone', order: 0 },
  ],
  responses: [
    response('rsp_loose'),
    response('rsp_top', 'rfo_top'),
    response('rsp_low', 'rfo_low'),
    response('rsp_lost', 'rfo_lost'),
    response('rsp_astray', 'rfo_none'),
  ],
}
const drawn = (branches: readonly Branch[]): unknown[] =>
  branches.map(({ id, children }) => (children.length > 0 ? [id, drawn(children)] : id))

it('favourites and recent ones stand on top, folders hold what is in them, and nothing is lost', () => {
  const tree = responseBranches(library, new Set(['rsp_low']), ['rsp_gone', 'rsp_top'])
  expect(drawn(tree)).toEqual([
    ['favourites', ['favourites/rsp_low']],
    ['recents', ['recents/rsp_top']],
    ['rfo_top', [['rfo_low', ['rfo_low/rsp_low']], 'rfo_top/rsp_top']],
    ['rfo_lost', ['rfo_lost/rsp_lost']],
    ['loose', ['loose/rsp_loose', 'loose/rsp_astray']],
  ])
})

it('what has nothing in it is not there', () => {
  expect(responseBranches({ folders: library.folders, responses: [] }, new Set(), [])).toEqual([])
})

it('a branch is found wherever it is', () => {
  const tree = responseBranches(library, new Set(), [])
  expect(branchWith(tree, 'rfo_low/rsp_low')?.response?.id).toBe('rsp_low')
  expect(branchWith(tree, 'rfo_none')).toBeNull()
})
