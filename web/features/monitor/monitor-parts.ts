/** What supervisors have of calls that are not theirs: one part, fetched when it is first needed. */
export { AgentCalls } from './agent-calls.tsx'
export { InCallMark } from './in-call-mark.tsx'
export { WatchStrip } from './watch-strip.tsx'
