/**
 * One recording in the browser's own player: it streams, seeks and keeps the pitch at any speed. Nothing is fetched before it is asked to play. It
 * stops when another one begins, and when the agent comes into a call.
 */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { ownCalls } from '#web/live/call-party.ts'
import { useLive } from '#web/live/desk-context.ts'
import { sounds } from './one-sound.ts'

export const speeds = [0.75, 1, 1.25, 1.5, 2] as const
export type Speed = (typeof speeds)[number]

export type Player = {
  readonly isPlaying: boolean
  /** It has been asked to play, and there is no sound yet. */
  readonly isLoading: boolean
  readonly hasFailed: boolean
  readonly atMs: number
  readonly speed: Speed
  readonly play: () => void
  readonly pause: () => void
  readonly seek: (toMs: number) => void
  readonly setSpeed: (speed: Speed) => void
}

export function usePlayer(path: string, durationMs: number): Player {
  const audio = useMemo(() => {
    const made = new Audio()
    made.preload = 'none'
    made.src = path
    return made
  }, [path])
  const [isPlaying, setPlaying] = useState(false)
  const [isLoading, setLoading] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const [atMs, setAt] = useState(0)
  const [speed, putSpeed] = useState<Speed>(1)
  const isInCall = useLive((model) => ownCalls(model).length > 0)

  const pause = useCallback(() => audio.pause(), [audio])
  const play = useCallback(() => {
    if (audio.error) audio.load()
    setFailed(false)
    sounds(pause)
    // Refused where it was stopped before it had begun; what else is wrong is told by its own event.
    void audio.play().catch(() => setLoading(false))
  }, [audio, pause])
  const seek = useCallback(
    (toMs: number) => {
      const to = Math.min(durationMs, Math.max(0, toMs))
      audio.currentTime = to / 1_000
      setAt(to)
    },
    [audio, durationMs],
  )
  const setSpeed = useCallback(
    (next: Speed) => {
      audio.defaultPlaybackRate = next
      audio.playbackRate = next
      putSpeed(next)
    },
    [audio],
  )

  useEffect(() => {
    const at = (): void => setAt(Math.min(durationMs, audio.currentTime * 1_000))
    const hear: Readonly<Record<string, () => void>> = {
      play: () => setPlaying(true),
      pause: () => setPlaying(false),
      waiting: () => setLoading(true),
      playing: () => setLoading(false),
      timeupdate: at,
      seeked: at,
      ended: () => setAt(durationMs),
      error: () => {
        setFailed(true)
        setLoading(false)
        setPlaying(false)
      },
    }
    for (const [name, then] of Object.entries(hear)) audio.addEventListener(name, then)
    return () => {
      for (const [name, then] of Object.entries(hear)) audio.removeEventListener(name, then)
      audio.pause()
    }
  }, [audio, durationMs])
  useEffect(() => {
    if (isInCall) audio.pause()
  }, [audio, isInCall])

  return { isPlaying, isLoading, hasFailed, atMs, speed, play, pause, seek, setSpeed }
}
