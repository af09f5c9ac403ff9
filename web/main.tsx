import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import './style/tokens.css'
import './style/high-contrast.css'
import './style/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { forgetUnseen } from './net/forget-unseen.ts'
import { problemOfError } from './net/unwrap.ts'
import { applyRememberedAppearance } from './style/appearance.ts'
import { startTexts } from './text/language.ts'
import { Failsafe } from './ui/failsafe.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // Off the network a question fails at once and says so, with a way to ask again; else what waits for it would stay a skeleton.
      networkMode: 'always',
      refetchOnReconnect: true,
      // Only what may be different the next time is asked again.
      retry: (failures, error) => failures < 2 && problemOfError(error).code === 'unavailable',
    },
  },
})

forgetUnseen(queries)
applyRememberedAppearance()
await startTexts()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <Failsafe>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </Failsafe>
  </StrictMode>,
)
