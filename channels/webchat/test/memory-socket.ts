/** Both ends of a connection between a page and the channel, without a network. */
import type { WidgetFrameInput, WidgetServerFrame } from '#protocol/widget.ts'
import type { CustomerSocket } from '../../channel.ts'

export class MemorySocket implements CustomerSocket {
  bufferedBytes = 0
  closed: { readonly code: number; readonly reason: string } | null = null
  /** What the page has got, oldest first. */
  readonly frames: WidgetServerFrame[] = []
  onServerFrame: (frame: WidgetServerFrame) => void = () => undefined
  #listen: (frame: string) => void = () => undefined
  readonly #closeListeners: (() => void)[] = []

  // ---- the channel's end

  send(text: string): void {
    if (this.closed) return
    const frame = JSON.parse(text) as WidgetServerFrame
    this.frames.push(frame)
    this.onServerFrame(frame)
  }

  close(code: number, reason: string): void {
    if (this.closed) return
    this.closed = { code, reason }
    for (const listener of this.#closeListeners) listener()
  }

  onFrame(listener: (frame: string) => void): void {
    this.#listen = listener
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener)
  }

  // ---- the page's end

  say(frame: WidgetFrameInput): void {
    this.sayRaw(JSON.stringify(frame))
  }

  sayRaw(text: string): void {
    if (!this.closed) this.#listen(text)
  }

  /** The network is gone. */
  drop(): void {
    this.close(1006, '')
  }

  ofType<Type extends WidgetServerFrame['type']>(type: Type): Extract<WidgetServerFrame, { type: Type }>[] {
    return this.frames.filter(
      (frame): frame is Extract<WidgetServerFrame, { type: Type }> => frame.type === type,
    )
  }
}
