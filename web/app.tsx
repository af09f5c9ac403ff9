/** Which page it is: setting the centre up, signing in, or the workspace. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { guardFocus } from './keys/focus-home.ts'
import { createApi } from './net/api.ts'
import { createAsk } from './net/request.ts'
import { problemOfError, unwrap } from './net/unwrap.ts'
import { languageNow } from './text/language.ts'
import { LoadProblem } from './ui/load-problem.tsx'
import { Splash } from './ui/splash.tsx'

const ask = createAsk(languageNow)
const api = createApi(ask)

/** Whoever was at the desk here is most likely still signed in: then it is fetched beside the question who it is, and otherwise not before. */
const deskHint = 'atiende.desk'
const fetchDesk = () => import('./desk-page.tsx')
if (localStorage.getItem(deskHint) !== null) fetchDesk().catch(() => {})
const DeskPage = lazy(async () => {
  const { DeskPage: Page } = await fetchDesk()
  localStorage.setItem(deskHint, 'yes')
  return { default: Page }
})
const SignInPage = lazy(async () => ({
  default: (await import('./features/sign-in/sign-in-page.tsx')).SignInPage,
}))
const SetupPage = lazy(async () => ({ default: (await import('./features/setup/setup-page.tsx')).SetupPage }))

export function App() {
  // From the first page on: the form of signing in goes away under the focus, too.
  useEffect(guardFocus, [])
  return (
    <Suspense fallback={<Splash />}>
      <Pages />
    </Suspense>
  )
}

function Pages() {
  const queries = useQueryClient()
  const [isSignedOut, setSignedOut] = useState(false)
  const workspace = useQuery({
    queryKey: ['workspace'],
    queryFn: () => unwrap(api.workspace()),
    staleTime: Infinity,
    enabled: !isSignedOut,
  })
  const code = workspace.error ? problemOfError(workspace.error).code : null
  const isStranger = isSignedOut || code === 'not-signed-in'
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => unwrap(api.setup()), enabled: isStranger })

  const enter = useCallback(async () => {
    setSignedOut(false)
    fetchDesk().catch(() => {})
    // The addresses of setting up and of signing in are behind us.
    if (location.pathname !== '/') history.replaceState(null, '', `/${location.hash}`)
    // Nothing of the one before may be seen by the one who comes.
    await queries.resetQueries()
  }, [queries])

  const leave = useCallback(() => {
    localStorage.removeItem(deskHint)
    setSignedOut(true)
  }, [])

  if (isStranger) {
    if (setup.isPending) return <Splash />
    if (setup.data?.needed) return <SetupPage api={api} onDone={enter} />
    return <SignInPage api={api} wasSignedIn={isSignedOut} onDone={enter} />
  }
  if (workspace.data) return <DeskPage workspace={workspace.data} ask={ask} onSignedOut={leave} />
  if (workspace.error) {
    return <LoadProblem problem={problemOfError(workspace.error)} onRetry={() => void workspace.refetch()} />
  }
  return <Splash />
}
