/**
 * Where the others are heard: the loudspeaker or headset that was chosen by name, the machine's own where that is not plugged in. What plays moves along when
 * something is plugged in or out, or another one is chosen.
 */
import { deviceNamed, type Device } from './device-choice.ts'

export type Loudspeaker = {
  /** `onBlocked`: the browser does not let the page sound before it was touched; played with the next touch. Returns how to stop. */
  readonly play: (track: MediaStreamTrack, onBlocked: (isBlocked: boolean) => void) => () => void
  /** Another one was chosen, or something was plugged in or out. */
  readonly look: () => Promise<void>
  readonly close: () => void
}

/** Not every browser lets a page choose. */
type Choosing = { setSinkId?: (id: string) => Promise<void> }

export function createLoudspeaker(
  chosen: () => string | undefined,
  devices: () => Promise<readonly Device[]>,
): Loudspeaker {
  const elements = new Set<HTMLAudioElement>()
  let sinkId = ''

  async function aim(element: HTMLAudioElement): Promise<void> {
    const choosing: Choosing = element
    // One that has just been pulled out: the machine's own is used then.
    await choosing.setSinkId?.(sinkId).catch(() => undefined)
  }

  async function look(): Promise<void> {
    sinkId = deviceNamed(await devices().catch(() => []), 'audiooutput', chosen())?.deviceId ?? ''
    await Promise.all([...elements].map(aim))
  }

  void look()
  return {
    play(track, onBlocked) {
      const element = new Audio()
      element.srcObject = new MediaStream([track])
      elements.add(element)
      const start = async (): Promise<void> => {
        try {
          await element.play()
          stopWaiting()
          onBlocked(false)
        } catch {
          // Also when it was stopped before it began.
          if (elements.has(element)) onBlocked(true)
        }
      }
      const touched = (): void => void start()
      const stopWaiting = (): void => {
        removeEventListener('pointerdown', touched)
        removeEventListener('keydown', touched)
      }
      addEventListener('pointerdown', touched)
      addEventListener('keydown', touched)
      void aim(element)
      void start()
      return () => {
        stopWaiting()
        elements.delete(element)
        element.pause()
        element.srcObject = null
      }
    },
    look,
    close() {
      for (const element of elements) element.srcObject = null
      elements.clear()
    },
  }
}
