/**
 * What the log says of a changed call: to those who are in it or were, to supervisors, to its customer, and to the server that carries its sound. Who would
 * see no difference is told nothing: that a call has changed, and nobody can see how, says that somebody listens.
 */
import { agentIdOf, type Call } from '#core/call/call.ts'
import type { CustomerCall } from '#channels/channel.ts'
import type { AgentId, LegId, QueueId } from '#core/id.ts'
import type { CallView, EndedInvitation } from '#protocol/call.ts'
import type { RecordingId } from '#protocol/recording.ts'
import type { Context } from '../context.ts'
import { asSeenBy, toCallView, toCustomerCall } from '../present/call-view.ts'
import type { CallRecord } from '../store/call-record.ts'
import type { NewEvent } from '../store/event-log.ts'
import type { InteractionRecord } from '../store/interaction-record.ts'

/** The body of `call-changed`. */
export type CallNews = {
  readonly view: CallView
  readonly invitation: EndedInvitation | null
  readonly customer: CustomerCall | null
  /** For the engine: the state from which it is arranged. */
  readonly call: Call
  readonly recordingId: RecordingId | null
  readonly queueId: QueueId | null
  readonly digits: readonly { readonly legId: LegId; readonly digits: string }[]
}

export function callChanged(
  context: Context,
  before: CallRecord | null,
  record: CallRecord,
  interaction: InteractionRecord | null,
  {
    invitation,
    digits,
  }: { readonly invitation: EndedInvitation | null; readonly digits: CallNews['digits'] },
): readonly NewEvent[] {
  const about = aboutCall(context, interaction)
  const seenBy = (agentId: AgentId) => (one: CallRecord) => ({
    ...asSeenBy(toCallView(one, about), { agentId, isSupervisor: false }),
    version: null,
  })
  const seenByCustomer = (one: CallRecord) =>
    toCustomerCall(one, (agentId) => context.configuration.agent(agentId)?.name ?? null)
  const differs = (seen: (one: CallRecord) => object | null): boolean =>
    !before || JSON.stringify(seen(before)) !== JSON.stringify(seen(record))
  const agentIds = [...new Set([...agentsIn(before), ...agentsIn(record)])]
  const body: CallNews = {
    view: toCallView(record, about),
    invitation,
    customer: seenByCustomer(record),
    call: record.call,
    recordingId: record.recordingId,
    queueId: interaction?.interaction.queueId ?? null,
    digits,
  }
  return [
    {
      type: 'call-changed',
      interactionId: record.call.interactionId,
      agentId: null,
      audience: {
        agents: agentIds.filter((agentId) => invitation !== null || differs(seenBy(agentId))),
        ...(interaction &&
          differs(seenByCustomer) && {
            customer: `${interaction.interaction.accountId}|${interaction.externalUser}`,
          }),
      },
      body,
    },
  ]
}

export function aboutCall(
  context: Pick<Context, 'configuration'>,
  interaction: InteractionRecord | null,
): Parameters<typeof toCallView>[1] {
  const queue = interaction && context.configuration.queue(interaction.interaction.queueId)
  return { contactName: interaction?.contactName ?? '', recordingPolicy: queue?.voice.recording ?? 'off' }
}

function agentsIn(record: CallRecord | null): AgentId[] {
  return record?.call.parties.flatMap((party) => agentIdOf(party) ?? []) ?? []
}
