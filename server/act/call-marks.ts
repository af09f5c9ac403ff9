/** What a step of a call leaves for whoever listens to its recording later: marks at the instants of the change. */
import { agentIdOf, withRole, type Call } from '#core/call/call.ts'
import type { CallMark } from '../store/call-record.ts'

type What = CallMark['what']

export function marksOf(before: Call, after: Call, at: number): readonly CallMark[] {
  if (after.state.name === 'over') return []
  const mark = (what: What, agentId: CallMark['agentId'] = null): CallMark => ({ at, what, agentId })
  const ownerBefore = withRole(before, 'owner')
  const ownerAfter = withRole(after, 'owner')
  const marks: CallMark[] = []
  const musicBefore = hearsMusic(before)
  if (musicBefore !== hearsMusic(after)) marks.push(mark(musicBefore ? 'resumed' : 'held'))
  if (before.recording !== after.recording && after.recording !== 'off')
    marks.push(mark(after.recording === 'paused' ? 'paused' : 'recorded'))
  if (before.ownerIn === 'main' && after.ownerIn === 'consult') marks.push(mark('consulting'))
  if (ownerBefore && ownerAfter && ownerBefore.id !== ownerAfter.id)
    marks.push(mark('handed-over', agentIdOf(ownerAfter)))
  for (const party of after.parties)
    if (
      party.role === 'member' &&
      !before.parties.some(({ id, role }) => id === party.id && role === 'member')
    )
      marks.push(mark('joined', agentIdOf(party)))
  for (const party of before.parties)
    if (party.role === 'member' && !after.parties.some(({ id }) => id === party.id))
      marks.push(mark('left', agentIdOf(party)))
  return marks
}

/** Music instead of a conversation, once there is somebody to talk to. */
function hearsMusic(call: Call): boolean {
  return call.isHeld || (withRole(call, 'owner') !== null && call.ownerIn === 'consult')
}
