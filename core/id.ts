/** Ids carry their kind in their first letters, so that a mix-up is a compile error and a log line says what it is about. */
export type AgentId = `agt_${string}`
export type InteractionId = `int_${string}`
export type CaseId = `cas_${string}`
export type ContactId = `con_${string}`
export type AddressId = `adr_${string}`
export type QueueId = `que_${string}`
export type SkillId = `skl_${string}`
export type ReasonId = `rsn_${string}`
export type DispositionId = `dsp_${string}`
export type CaseFieldId = `fld_${string}`
export type HoursId = `hrs_${string}`
export type ChannelAccountId = `acc_${string}`
export type WorkbinId = `bin_${string}`
export type OfferId = `off_${string}`
export type MessageId = `msg_${string}`
export type FileId = `fil_${string}`
