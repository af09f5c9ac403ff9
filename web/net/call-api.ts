/** The routes of calls (protocol/call.ts). */
import type { CallId } from '#core/id.ts'
import type {
  CallActInput,
  CallTarget,
  CallTargets,
  CallView,
  LegAnswer,
  ParkedCall,
  VoiceSettings,
} from '#protocol/call.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Ask } from './request.ts'

export type ChangedCall = { readonly call: CallView }

export function createCallApi(ask: Ask) {
  return {
    voiceSettings: () => ask<VoiceSettings>('GET', '/api/v1/calls/settings'),
    openLeg: (id: CallId, offer: string) => ask<LegAnswer>('POST', `/api/v1/calls/${id}/leg`, { offer }),
    callAct: (id: CallId, act: CallActInput) => ask<ChangedCall>('POST', `/api/v1/calls/${id}/acts`, act),
    startCall: (target: CallTarget) => ask<ChangedCall>('POST', '/api/v1/calls', { target }),
    /** `of`: the call it is for; null: for a new one. */
    callTargets: (q: string, of: CallId | null) =>
      ask<CallTargets>(
        'GET',
        `/api/v1/calls/targets?q=${encodeURIComponent(q)}${of === null ? '' : `&callId=${of}`}`,
      ),
    parkedCalls: () => ask<{ readonly parked: readonly ParkedCall[] }>('GET', '/api/v1/calls/parked'),
    retrieveParked: (slot: string) =>
      ask<{ readonly interaction: InteractionView }>(
        'POST',
        `/api/v1/calls/parked/${encodeURIComponent(slot)}/retrieve`,
        {},
      ),
  }
}
