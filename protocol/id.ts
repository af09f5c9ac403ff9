import { z } from 'zod'
import type { RecordingId } from './recording.ts'
import type {
  AgentId,
  CallId,
  ChannelAccountId,
  ContactId,
  DispositionId,
  FileId,
  HoursId,
  InteractionId,
  MessageId,
  OfferId,
  PartyId,
  QueueId,
  ReasonId,
  ResponseFolderId,
  ResponseId,
  SkillId,
  TagId,
  TeamId,
} from '#core/id.ts'

/** An id with its kind's prefix, e.g. `int_0198f3c2a7d47c0e9d1b`. */
function id<Id extends string>(prefix: string) {
  const pattern = `^${prefix}_[A-Za-z0-9-]{4,}$`
  return z
    .custom<Id>(
      (value) => typeof value === 'string' && value.length <= 64 && new RegExp(pattern).test(value),
      {
        message: `expected an id that begins with ${prefix}_`,
      },
    )
    .meta({ type: 'string', pattern, maxLength: 64 })
}

export const agentId = id<AgentId>('agt')
export const channelAccountId = id<ChannelAccountId>('acc')
export const interactionId = id<InteractionId>('int')
export const contactId = id<ContactId>('con')
export const queueId = id<QueueId>('que')
export const skillId = id<SkillId>('skl')
export const reasonId = id<ReasonId>('rsn')
export const dispositionId = id<DispositionId>('dsp')
export const hoursId = id<HoursId>('hrs')
export const offerId = id<OfferId>('off')
export const messageId = id<MessageId>('msg')
export const recordingId = id<RecordingId>('rec')
export const tagId = id<TagId>('tag')
export const teamId = id<TeamId>('tem')
export const responseFolderId = id<ResponseFolderId>('rfo')
export const responseId = id<ResponseId>('rsp')
export const fileId = id<FileId>('fil')
export const callId = id<CallId>('cal')
export const partyId = id<PartyId>('pty')
