/**
 * Everything that the engine plays itself, a frame each 20 ms: late timers are caught up on, a suspended machine is not made up for. Each stream has its
 * own moment, so that a hundred who wait are not all sent something at once. Frames come from a file that is read once.
 */
import { readFileSync } from 'node:fs'
import { readOggOpus } from '../ogg-opus.ts'
import { durationOf, frameMs } from '../opus-packet.ts'
import type { OutStream, Source } from './out-stream.ts'

export type Music = readonly Buffer[]

/** Throws what is wrong with the file: it was checked when it was brought in. */
export function readMusic(path: string): Music {
  const frames = readOggOpus(readFileSync(path)).filter((packet) => durationOf(packet) === frameMs)
  if (frames.length === 0) throw new Error('There are no frames of 20 ms in it.')
  return frames
}

type Playing = { readonly source: Source; readonly music: Music; frame: number; dueAt: number }

export type Player = {
  /** Begins at the beginning; the same music goes on where it is. */
  readonly play: (stream: OutStream, music: Music) => void
  readonly stop: (stream: OutStream) => void
  readonly close: () => void
}

const beatMs = 5
const ticksPerFrame = 960
/** Later than this nobody waits for what was missed. */
const longestLagMs = 500

export function createPlayer(now: () => number): Player {
  const playing = new Map<OutStream, Playing>()
  let timer: NodeJS.Timeout | null = null

  function beat(): void {
    const at = now()
    for (const [stream, one] of playing) {
      if (at - one.dueAt > longestLagMs) one.dueAt = at
      for (; one.dueAt <= at; one.dueAt += frameMs) sendNext(stream, one)
    }
  }

  function sendNext(stream: OutStream, one: Playing): void {
    const payload = one.music[one.frame % one.music.length]
    if (payload)
      stream.send(one.source, {
        sequence: one.frame & 0xffff,
        timestamp: (one.frame * ticksPerFrame) >>> 0,
        payload,
      })
    one.frame += 1
  }

  function stopWhenIdle(): void {
    if (playing.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }

  return {
    play(stream, music) {
      if (playing.get(stream)?.music === music) return
      playing.set(stream, { source: {}, music, frame: 0, dueAt: now() })
      timer ??= setInterval(beat, beatMs)
    },
    stop(stream) {
      if (playing.delete(stream)) stream.reset()
      stopWhenIdle()
    },
    close() {
      playing.clear()
      stopWhenIdle()
    },
  }
}
