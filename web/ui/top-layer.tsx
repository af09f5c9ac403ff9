import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/**
 * Over everything, windows included, and never shut away by them: what stands here must be answered or seen whatever else is open. The attribute is
 * the toolkit's own sign for it.
 */
export function TopLayer({ children }: { readonly children: ReactNode }) {
  return createPortal(<div data-react-aria-top-layer="true">{children}</div>, document.body)
}
