import { channelKinds } from '#core/channel-kind.ts'
import { z } from 'zod'
import { fileId, queueId, responseFolderId, teamId } from '../id.ts'
import { language, localText } from '../text.ts'

/** A folder of the library of standard responses; `parentId` null: at the top. Folders do not nest in a circle. */
export const responseFolder = z.object({
  name: localText,
  parentId: responseFolderId.nullable().default(null),
  order: z.number().int().min(0).max(1000).default(0),
})
export type ResponseFolder = z.infer<typeof responseFolder>

/** One wording of a response, with tokens such as `<$ Contact.FullName $>` (rules T1–T7). */
export const responseVariant = z.object({
  language,
  /** Null: for every channel that has no wording of its own. */
  channels: z.array(z.enum(channelKinds)).min(1).nullable().default(null),
  text: z.string().trim().min(1).max(10_000),
})
export type ResponseVariant = z.infer<typeof responseVariant>

/** A standard response (C9). */
export const response = z.object({
  name: localText,
  folderId: responseFolderId.nullable().default(null),
  /** What is typed after `/` to find it at once, e.g. `hola`. */
  shortcut: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,29}$/)
    .nullable()
    .default(null),
  variants: z.array(responseVariant).min(1).max(40),
  /** Sent along, at most ten; uploaded before by the person who saves. */
  fileIds: z.array(fileId).max(10).default([]),
  /** For these queues or teams only; both empty: for everybody. */
  queueIds: z.array(queueId).max(200).default([]),
  teamIds: z.array(teamId).max(200).default([]),
  order: z.number().int().min(0).max(1000).default(0),
})
export type Response = z.infer<typeof response>
