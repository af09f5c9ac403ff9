import { useEffect } from 'react'

/** Tells the page how high the composer is, so that nothing that floats lies over what is being written. */
export function useComposerHeight(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const root = document.documentElement.style
    const observer = new ResizeObserver(() =>
      root.setProperty(
        '--composer-height',
        `${element.offsetHeight + parseFloat(getComputedStyle(element).marginBottom)}px`,
      ),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      root.removeProperty('--composer-height')
    }
  }, [box])
}
