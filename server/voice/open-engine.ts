/** The engine of this server, as configured: WebRTC for browsers (voice/embedded). */
import path from 'node:path'
import { openEmbeddedEngine } from '#voice/embedded/engine.ts'
import type { VoiceEngine, VoiceHost } from '#voice/engine.ts'
import type { Logger } from 'pino'
import type { VoiceConfig } from '../config.ts'

/** Two legs for each of 250 calls, and whoever consults or looks on. */
const mostLegs = 600
/** No sound for so long: whoever it came from is gone. A customer hears music after it (K17). */
const silentAfterMs = 2_000

export function engineOpener(
  { ports, host, announcedAddress }: VoiceConfig,
  {
    dataDir,
    recordingKey,
    log,
  }: { readonly dataDir: string; readonly recordingKey: Buffer; readonly log: Logger },
): (host: VoiceHost) => Promise<VoiceEngine> {
  return async (voiceHost) =>
    await openEmbeddedEngine(
      {
        transport: { address: host, announcedAddress, ports },
        recordingFolder: recordingFolder(dataDir),
        recordingKey: recordingKey.toString('hex'),
        mostLegs,
        silentAfterMs,
        firstPauseMs: 50,
        longestPauseMs: 5_000,
      },
      voiceHost,
      (message) => log.error({ part: 'voice' }, message),
    )
}

export function recordingFolder(dataDir: string): string {
  return path.join(dataDir, 'recordings')
}
