/**
 * Keeps the files that people send, and gives them back to whoever may see them. A file is received whole, its content says what it is, and
 * only when its bytes and its row are on the disk is it acknowledged. What fails in between leaves bytes that nobody refers to, which are
 * cleared away later, never a row without bytes.
 *
 * Who may see it: whoever brought it; and once a message has taken it, whoever may see that conversation, on either side; one of a standard
 * response, whoever may use that.
 */
import type { KeptFile } from '#channels/channel.ts'
import type { AgentId, ChannelAccountId, FileId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { mayUseResponse } from '#core/response/may-use.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import { isPicture, kindOfMime } from '#protocol/file-kind.ts'
import { access, readFile as readBytes } from 'node:fs/promises'
import { maySee } from '../act/may-act-on.ts'
import type { Context } from '../context.ts'
import { responseReader } from '../present/response-library.ts'
import {
  insertFile,
  lockContent,
  readFile,
  readFileForCustomer,
  toFileView,
  type FileRow,
} from '../store/file-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readResponseOfFile } from '../store/response-file-row.ts'
import { isDiskFull, isMissing, openByteStore, type Draft } from './byte-store.ts'
import { clearStrayBytes, clearUnusedFiles } from './clear-files.ts'
import { kindOfContent } from './content-kind.ts'
import { cleanName } from './file-name.ts'
import { examinePicture, makeThumbnail, type Picture } from './picture.ts'

export type FileRefusal = 'file-empty' | 'file-refused' | 'file-forged' | 'too-large' | 'unavailable'
export type Kept = { readonly file: KeptFile } | Refusal<FileRefusal>

/** A file that may be handed out, with where its bytes are. */
export type OpenedFile = { readonly file: KeptFile; readonly sha256: string; readonly path: string }

export interface FileKeeper {
  readonly maximumBytes: number
  /** The answer to more than that. */
  readonly tooLarge: Refusal<'too-large'>
  keepForCustomer(upload: {
    readonly accountId: ChannelAccountId
    readonly user: string
    readonly name: string
    readonly bytes: Uint8Array
  }): Promise<Kept>
  keepForAgent(upload: {
    readonly agentId: AgentId
    readonly name: string
    /** Read as it comes, and no further than a file may be long. What it throws is thrown. */
    readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  }): Promise<Kept>
  openForCustomer(
    accountId: ChannelAccountId,
    user: string,
    id: FileId,
  ): Promise<{ readonly file: KeptFile; readonly bytes: Uint8Array } | null>
  openForAgent(actor: Actor, id: FileId): Promise<OpenedFile | null>
  /** Where the small picture of an opened one is; null: it is no picture, or its bytes are gone. */
  thumbnailOf(opened: OpenedFile): Promise<string | null>
  /** Removes files that no message took within a day; how many. */
  clearUnused(signal: AbortSignal): Promise<number>
  /** Removes bytes that no file refers to; how many. Looks at the whole folder. */
  clearStray(signal: AbortSignal): Promise<number>
}

export type FileKeeperParts = {
  readonly context: Context
  /** Where the bytes are; the same for all servers of one database. */
  readonly folder: string
  /** Default 25 MB (10⁶ bytes each). */
  readonly maximumBytes?: number
}

type Owner = Pick<FileRow, 'agent_id' | 'account_id' | 'external_user'>

export function createFileKeeper({
  context,
  folder,
  maximumBytes = 25_000_000,
}: FileKeeperParts): FileKeeper {
  const bytes = openByteStore(folder)
  const { database, log } = context
  const tooLarge = refuse('too-large', { limit: `${maximumBytes / 1_000_000} MB` })

  async function keep(
    owner: Owner,
    givenName: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<Kept> {
    let draft: Draft | null = null
    try {
      draft = await bytes.receive(content, maximumBytes)
      if (draft === null) return tooLarge
      if (draft.sizeBytes === 0) return refuse('file-empty')
      return await keepDraft(owner, cleanName(givenName), draft)
    } catch (error) {
      if (!isDiskFull(error)) throw error
      log.error({ err: error }, 'A file could not be kept: the disk is full.')
      return refuse('unavailable')
    } finally {
      await draft?.drop()
    }
  }

  async function keepDraft(owner: Owner, givenName: string, draft: Draft): Promise<Kept> {
    const found = await kindOfContent(draft.path, givenName)
    if (isRefusal(found)) return found
    const { kind, name } = found
    const picture = isPicture(kind) ? await examinePicture(draft.path, kind) : null
    if (picture && 'problem' in picture)
      return picture.problem === 'unreadable'
        ? refuse('file-forged', { name })
        : refuse('too-large', { limit: picture.limit })
    const row: FileRow = {
      id: context.newId('fil'),
      name,
      mime: kind.mime,
      size_bytes: draft.sizeBytes,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      sha256: draft.sha256,
      interaction_id: null,
      ...owner,
    }
    await keepRow(row, draft, picture)
    return { file: toFileView(row) }
  }

  async function keepRow(row: FileRow, draft: Draft, picture: Picture | null): Promise<void> {
    await database.transaction(async (transaction) => {
      await lockContent(transaction, row.sha256)
      await draft.keep()
      if (picture) await bytes.writeThumbnail(row.sha256, picture.thumbnail)
      await insertFile(transaction, row, context.now())
    })
  }

  /** Bytes that are not there are a loss that somebody has to know about; the caller is told that there is no such file. */
  async function orMissing<T>(id: FileId, read: () => Promise<T>): Promise<T | null> {
    try {
      return await read()
    } catch (error) {
      if (!isMissing(error)) throw error
      log.error({ err: error, fileId: id }, 'The bytes of a file are missing.')
      return null
    }
  }

  return {
    maximumBytes,
    tooLarge,
    clearUnused: async (signal) => await clearUnusedFiles({ context, bytes }, signal),
    clearStray: async (signal) => await clearStrayBytes({ context, bytes }, signal),
    keepForCustomer: async ({ accountId, user, name, bytes: content }) =>
      await keep({ agent_id: null, account_id: accountId, external_user: user }, name, [content]),
    keepForAgent: async ({ agentId, name, content }) =>
      await keep({ agent_id: agentId, account_id: null, external_user: null }, name, content),

    async openForCustomer(accountId, user, id) {
      const row = await readFileForCustomer(database, accountId, user, id)
      const content = row && (await orMissing(id, async () => await readBytes(bytes.pathOf(row.sha256))))
      return row && content ? { file: toFileView(row), bytes: content } : null
    },

    async openForAgent(actor, id) {
      const row = await readFile(database, id)
      if (!row || !(await maySeeFile(context, actor, row))) return null
      return { file: toFileView(row), sha256: row.sha256, path: bytes.pathOf(row.sha256) }
    },

    async thumbnailOf({ file, sha256, path }) {
      const kind = kindOfMime(file.mime)
      if (!kind || !isPicture(kind)) return null
      const thumbnail = bytes.thumbnailPathOf(sha256)
      if (await exists(thumbnail)) return thumbnail
      const small = await orMissing(file.id, async () => {
        await access(path)
        return await makeThumbnail(path)
      })
      if (small === null) return null
      await bytes.writeThumbnail(sha256, small)
      return thumbnail
    },
  }
}

async function maySeeFile(context: Context, actor: Actor, row: FileRow): Promise<boolean> {
  if (row.agent_id === actor.agentId) return true
  if (!row.interaction_id) return await maySeeAsResponse(context, actor, row.id)
  const record = await readInteraction(context.database, row.interaction_id)
  return record !== null && maySee(context, actor, record)
}

/** What belongs to a standard response is seen by who may use it. */
async function maySeeAsResponse(context: Context, actor: Actor, id: FileId): Promise<boolean> {
  const responseId = await readResponseOfFile(context.database, id)
  const response = responseId && context.configuration.get('response', responseId)
  return response ? mayUseResponse(response, responseReader(context, actor), null) : false
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
