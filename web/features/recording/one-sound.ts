/** Of all recordings on the page one sounds at a time. */
let stopOther: (() => void) | null = null

export function sounds(stop: () => void): void {
  if (stopOther !== stop) stopOther?.()
  stopOther = stop
}
