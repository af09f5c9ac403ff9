/** The least that a message over a socket can take here: a process of its own that sends back what it gets. `node echo.ts` prints its port. */
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (socket) =>
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
)
server.on('listening', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`)
})
// Ends with whoever started it.
process.stdin.on('end', () => process.exit(0)).resume()
