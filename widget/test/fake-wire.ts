import type { WidgetFrameInput, WidgetServerFrame } from '#protocol/widget.ts'
import type { Wire } from '../net/line.ts'

/** One connection, of which the test is the server's end. */
export class FakeWire implements Wire {
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  readonly said: WidgetFrameInput[] = []
  isClosed = false

  send(text: string): void {
    if (this.isClosed) throw new Error('the wire is closed')
    this.said.push(JSON.parse(text) as WidgetFrameInput)
  }

  close(): void {
    this.isClosed = true
  }

  // ---- the server's end

  open(): void {
    this.onopen?.()
  }

  tell(frame: WidgetServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  /** The network takes it away. */
  drop(): void {
    this.isClosed = true
    this.onclose?.()
  }

  ofType<Type extends WidgetFrameInput['type']>(type: Type): Extract<WidgetFrameInput, { type: Type }>[] {
    return this.said.filter(
      (frame): frame is Extract<WidgetFrameInput, { type: Type }> => frame.type === type,
    )
  }
}
