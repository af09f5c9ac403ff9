/** What must hold of standard responses and their folders: nothing that fails only when an agent is about to send it. */
import { folderPath } from '#core/response/find-responses.ts'
import type { Actor } from '#core/permission/may.ts'
import { refuse, type Refusal } from '#core/step.ts'
import { parseTokens } from '#core/text-token/parse-tokens.ts'
import { caseKeyOf, isKnownToken } from '#core/text-token/token-name.ts'
import type { FileId, ResponseId } from '#core/id.ts'
import type { Response, ResponseFolder } from '#protocol/config/response.ts'
import type { Unit } from '../act/unit.ts'
import type { Queryable } from '../store/query.ts'
import { claimForResponse, releaseFromResponse } from '../store/response-file-row.ts'
import { readCurrentConfiguration, toThing } from './configuration-row.ts'

const tokensOf = ({ variants }: Pick<Response, 'variants'>) =>
  variants.flatMap(({ text }) => parseTokens(text))

/** The case fields that its texts name. */
export function caseKeysInResponse(response: Pick<Response, 'variants'>): readonly string[] {
  return [...new Set(tokensOf(response).flatMap((token) => caseKeyOf(token) ?? []))]
}

/** Under the configuration's lock: of two who take the same shortcut at once, the second one sees the first one's. */
export async function checkResponse(
  on: Queryable,
  id: string,
  after: Response,
): Promise<Refusal<'token-unknown' | 'shortcut-taken'> | null> {
  const current = await readCurrentConfiguration(on)
  const caseKeys = new Set(
    current.filter((row) => row.kind === 'case-field').map((row) => toThing('case-field', row).key),
  )
  const unknown = tokensOf(after).filter((token) => !isKnownToken(token, caseKeys))
  if (unknown.length > 0)
    return refuse('token-unknown', { tokens: [...new Set(unknown.map(({ raw }) => raw))].join(', ') })
  const isTaken =
    after.shortcut !== null &&
    current.some(
      (row) =>
        row.kind === 'response' && row.id !== id && toThing('response', row).shortcut === after.shortcut,
    )
  return isTaken ? refuse('shortcut-taken', { shortcut: `/${after.shortcut}` }) : null
}

export async function checkResponseFolder(
  on: Queryable,
  id: string,
  after: ResponseFolder,
): Promise<Refusal<'folder-circle'> | null> {
  const folders = (await readCurrentConfiguration(on))
    .filter((row) => row.kind === 'response-folder')
    .map((row) => toThing('response-folder', row))
  const byId = new Map<string, (typeof folders)[number]>(folders.map((folder) => [folder.id, folder]))
  const isInside = folderPath(byId, after.parentId).some((folder) => folder.id === id)
  return isInside ? refuse('folder-circle', { name: after.name.es }) : null
}

/** Its files are kept for as long as it has them, archived or not; those it has no more are nobody's. */
export async function followResponse(
  unit: Unit,
  actor: Actor | null,
  id: ResponseId,
  before: Response | null,
  after: Response | null,
): Promise<Refusal<'unknown-reference'> | null> {
  if (after === null) return null
  const had = new Set<FileId>(before?.fileIds ?? [])
  const added = [...new Set(after.fileIds)].filter((fileId) => !had.has(fileId))
  const claimed = await claimForResponse(unit.transaction, id, added, actor?.agentId ?? null, unit.at)
  if (claimed < added.length) return refuse('unknown-reference', { what: `file ${added.join(', ')}` })
  const removed = [...had].filter((fileId) => !after.fileIds.includes(fileId))
  await releaseFromResponse(unit.transaction, id, removed)
  return null
}
