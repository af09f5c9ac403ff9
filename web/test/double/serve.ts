/** `node web/test/double/serve.ts [port]`: the double with its scene, to look at the built page without a server. */
import { startDouble } from './server.ts'
import { playScene } from './scene.ts'

const double = await startDouble(Number(process.argv[2] ?? 8120))
const scene = playScene(double.centre)
double.centre.routes = true
process.stdout.write(`${double.address}  lucia@example.org / lucia-secreta (${scene.carmen})\n`)
