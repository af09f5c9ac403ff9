import type { Wire } from './line.ts'

/** A WebSocket as the line uses one. */
export function openWire(address: string): Wire {
  const socket = new WebSocket(address)
  const wire: Wire = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => socket.send(text),
    close: () => socket.close(),
  }
  socket.onopen = () => wire.onopen?.()
  socket.onmessage = ({ data }) => wire.onmessage?.({ data })
  socket.onclose = () => wire.onclose?.()
  return wire
}
