/** What is heard. A browser may play nothing until the page is touched: then it says so, and the first touch anywhere lets it sound. */
export interface Loudspeaker {
  play(track: MediaStreamTrack): void
  /** Tries again what was blocked; to be called when the page is touched. */
  unlock(): void
  readonly isBlocked: boolean
  silence(): void
}

export function loudspeaker(onChange: () => void): Loudspeaker {
  const elements = new Set<HTMLAudioElement>()
  const blocked = new Set<HTMLAudioElement>()

  function start(element: HTMLAudioElement): void {
    element.play().then(
      () => blocked.delete(element) && onChange(),
      (error: unknown) => {
        // Whatever else there is ends with its track.
        if (!(error instanceof DOMException && error.name === 'NotAllowedError') || !elements.has(element))
          return
        blocked.add(element)
        onChange()
      },
    )
  }

  function unlock(): void {
    blocked.forEach(start)
  }

  for (const touch of ['pointerup', 'keydown']) window.addEventListener(touch, unlock, true)

  return {
    play(track) {
      const element = new Audio()
      element.srcObject = new MediaStream([track])
      elements.add(element)
      start(element)
    },
    unlock,
    get isBlocked() {
      return blocked.size > 0
    },
    silence() {
      for (const element of elements) {
        element.pause()
        element.srcObject = null
      }
      elements.clear()
      blocked.clear()
    },
  }
}
