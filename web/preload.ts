/** What is loaded only when it is opened is fetched when the page has nothing else to do, so that a key and what is typed after it never race. */
import { fetchParts } from './ui/part-of-page.tsx'

export function preloadWindows(): () => void {
  const timer = setTimeout(fetchParts, 1_500)
  return () => clearTimeout(timer)
}
