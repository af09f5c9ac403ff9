import { useCallback } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import { inHand } from './in-hand.ts'
import { stateWindow } from './state-window.ts'

export type SignOut = {
  /** Asks first where something is in hand. */
  readonly ask: () => void
  /** Without asking; resolves when it is done, or has failed and was told. */
  readonly leave: () => Promise<void>
}

export function useSignOut(onSignedOut: () => void): SignOut {
  const { api, drafts, leaving, live, tellProblem } = useDesk()
  const leave = useCallback(async (): Promise<void> => {
    if (!(await leaving.mayLeave({ what: 'sign-out' }))) return
    drafts.flush()
    const answer = await api.signOut()
    if (answer.ok) onSignedOut()
    else tellProblem(answer.problem)
  }, [api, drafts, leaving, onSignedOut, tellProblem])
  const ask = useCallback((): void => {
    const { interactions, me } = live.get()
    const { active, offered, ended } = inHand(interactions, me)
    if (active + offered + ended === 0) void leave()
    else stateWindow.update(() => 'sign-out')
  }, [live, leave])
  return { ask, leave }
}
