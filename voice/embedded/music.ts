/**
 * Everything that the engine plays itself, on one beat of 20 ms: late timers are caught up on, a suspended machine is not made up for. Frames come from a
 * file that is read once.
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

type Playing = { readonly source: Source; readonly music: Music; frame: number }

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
  let dueAt = 0

  function beat(): void {
    if (now() - dueAt > longestLagMs) dueAt = now()
    for (; dueAt <= now(); dueAt += frameMs) for (const [stream, one] of playing) sendNext(stream, one)
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
      playing.set(stream, { source: {}, music, frame: 0 })
      if (timer !== null) return
      dueAt = now()
      timer = setInterval(beat, beatMs)
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
