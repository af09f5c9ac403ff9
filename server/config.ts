/**
 * Everything that is decided outside the product, read once from the environment at start. Nothing else reads `process.env`.
 *
 * A value that cannot be used is told in one line that says which, why and what would do; all of them at once, so that nobody has to
 * start the server five times to find five mistakes.
 */
import { BlockList, isIP } from 'node:net'
import path from 'node:path'
import type { IceConfig } from './voice/ice-settings.ts'

export type LogLevel = (typeof logLevels)[number]

export type Config = {
  /** `PORT`: where to listen, 0 for any free port. Default 8080. */
  readonly port: number
  /** `HOST`: the address to listen on. Default: all of this machine's. */
  readonly host: string | null
  /** `ATIENDE_DATA`: the folder of everything that is kept outside the database: files, keys, the embedded database. Default `./data`. */
  readonly dataDir: string
  /** `DATABASE_URL`: a PostgreSQL of one's own, `postgresql://user:password@host:5432/database`. Default: the embedded one. */
  readonly databaseUrl: string | null
  /** `ATIENDE_BUS_URL`: a bus that carries live events between several servers, `redis://…` or `nats://…`. Default: the database does. */
  readonly busUrl: string | null
  /** `ATIENDE_SMTP_PORT`: where mail is taken in, 0 for nowhere. Default 2525. */
  readonly smtpPort: number
  /** `ATIENDE_PUBLIC_URL`: how browsers reach this server, `https://centre.example`. Default: as each request says. */
  readonly publicUrl: string | null
  /** `ATIENDE_TRUSTED_PROXIES`: whose `X-Forwarded-…` headers are believed: addresses, networks, `loopback`, comma-separated, or `none`. Default `loopback`. */
  readonly trustedProxies: readonly string[]
  /** `ATIENDE_LOG`: the least level that is logged. Default `info`. */
  readonly logLevel: LogLevel
  /** `ATIENDE_KEY_FILE`: the key that secrets are encrypted with; the same for all servers of one database. Default: `key` in the data folder. */
  readonly keyFile: string
  /** `ATIENDE_FILE_LIMIT_MB`: the largest file that is taken in, in megabytes (10⁶ bytes). Default 25. */
  readonly fileLimitBytes: number
  /** `ATIENDE_METRICS_TOKEN`: what a caller of `/metrics` must send as bearer token. Default: none, and only private networks may call. */
  readonly metricsToken: string | null
  /** `ATIENDE_OUTBOUND_ALLOW`: addresses and networks outside the open internet that this server may call all the same, comma-separated, also without encryption. Default: none. */
  readonly outboundAllow: readonly string[]
  readonly voice: VoiceConfig
}

export type VoiceConfig = {
  /** `ATIENDE_VOICE_PORTS`: the UDP ports of calls, `40000-40999` or a single one that all share. Default `40000-40999`. */
  readonly ports: { readonly from: number; readonly to: number }
  /** `ATIENDE_VOICE_HOST`: the address calls are taken on. Default: all of this machine's. */
  readonly host: string | null
  /** `ATIENDE_VOICE_ADDRESS`: the public address that browsers are told, behind a translating router. Default: this machine's own. */
  readonly announcedAddress: string | null
  /**
   * `ATIENDE_ICE_URLS`: STUN and TURN servers for browsers that reach the voice ports in no other way, comma-separated. With TURN either
   * `ATIENDE_TURN_SECRET`, shared with it, or `ATIENDE_TURN_USER` and `ATIENDE_TURN_PASSWORD`. Default: none.
   */
  readonly ice: IceConfig
}

export type Environment = Readonly<Record<string, string | undefined>>

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** What was set to `value` cannot be used: why, and what can. */
class Unusable extends Error {}

type Reader<T> = (value: string) => T

function wholeNumber(least: number, most: number): Reader<number> {
  return (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= least && number <= most))
      throw new Unusable(`must be a whole number from ${least} to ${most}`)
    return number
  }
}

function oneOf<T extends string>(choices: readonly T[]): Reader<T> {
  return (value) => {
    const found = choices.find((choice) => choice === value.toLowerCase())
    if (found === undefined) throw new Unusable(`must be one of ${choices.join(', ')}`)
    return found
  }
}

function url(protocols: readonly string[], example: string): Reader<string> {
  return (value) => {
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : ''
    if (!protocols.includes(scheme)) throw new Unusable(`must be an address like ${example}`)
    return value
  }
}

const webOrigin: Reader<string> = (value) => {
  const given = URL.canParse(value) ? new URL(value) : null
  const example = 'must be an address like https://centre.example'
  if (given === null || !['http:', 'https:'].includes(given.protocol)) throw new Unusable(example)
  if (given.pathname !== '/' || given.search !== '' || given.hash !== '' || given.username !== '')
    throw new Unusable(`${example}, without anything after the host`)
  return given.origin
}

function isNetwork(text: string): boolean {
  if (text === 'loopback') return true
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (bits === undefined) return true
  try {
    new BlockList().addSubnet(
      address,
      /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN,
      family === 4 ? 'ipv4' : 'ipv6',
    )
    return true
  } catch {
    return false
  }
}

const networks: Reader<readonly string[]> = (value) => {
  if (value === 'none') return []
  const given = value.split(',').map((text) => text.trim())
  const wrong = given.find((text) => !isNetwork(text))
  if (wrong !== undefined)
    throw new Unusable(`must be a list like "loopback, 10.0.0.0/8" ("${wrong}" is no address)`)
  return given
}

/** Without the names that stand for several. */
const plainNetworks: Reader<readonly string[]> = (value) => {
  const given = networks(value)
  if (given.includes('loopback')) throw new Unusable('must be addresses: 127.0.0.0/8, ::1')
  return given
}

const portRange: Reader<VoiceConfig['ports']> = (value) => {
  const [from = Number.NaN, to = from, ...rest] = value
    .split('-')
    .map((part) => (/^\d{1,5}$/.test(part.trim()) ? Number(part) : Number.NaN))
  if (rest.length > 0 || !(from >= 1_024 && to <= 65_535 && from <= to))
    throw new Unusable('must be ports from 1024 to 65535, like 40000-40999')
  return { from, to }
}

const ipAddress: Reader<string> = (value) => {
  if (isIP(value) === 0) throw new Unusable('must be an IP address')
  return value
}

/** RFC 7064 and 7065. */
const iceUrl = /^(?:stun:|turns?:)(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i
const relayOptions = /\?transport=(?:udp|tcp)$/

const iceUrls: Reader<readonly string[]> = (value) => {
  const given = value.split(',').map((text) => text.trim())
  const isIceUrl = (url: string): boolean =>
    iceUrl.test(url.startsWith('turn') ? url.replace(relayOptions, '') : url)
  const wrong = given.find((url) => !isIceUrl(url))
  if (wrong !== undefined)
    throw new Unusable(
      `must be a list like "stun:stun.example, turn:turn.example:3478?transport=udp" ("${wrong}" is none)`,
    )
  return given
}

type TurnGiven = {
  readonly secret: string | null
  readonly user: string | null
  readonly password: string | null
}

/** Browsers refuse every call when a relay is named without a password. */
function readTurn(
  urls: readonly string[],
  { secret, user, password }: TurnGiven,
): IceConfig['turn'] | { readonly problem: string } {
  const isThere = urls.some((url) => url.startsWith('turn'))
  const isGiven = secret !== null || user !== null || password !== null
  if (!isThere)
    return isGiven
      ? { problem: 'ATIENDE_ICE_URLS must name the turn: server that ATIENDE_TURN_… is for.' }
      : null
  if (secret !== null && user === null && password === null) return { by: 'secret', secret }
  if (secret === null && user !== null && password !== null) return { by: 'password', user, password }
  return {
    problem:
      'ATIENDE_TURN_SECRET must be set for the turn: servers of ATIENDE_ICE_URLS, or else both ATIENDE_TURN_USER and ATIENDE_TURN_PASSWORD.',
  }
}

const folder: Reader<string> = (value) => path.resolve(value)

const secretText: Reader<string> = (value) => {
  if (value.length < 16) throw new Unusable('must have at least 16 characters')
  return value
}

/** Reads the environment. `problems` has one line for each value that cannot be used. */
export function readConfig(
  environment: Environment,
): { readonly config: Config } | { readonly problems: readonly string[] } {
  const problems: string[] = []
  const read = <T, Default>(name: string, reader: Reader<T>, otherwise: Default): T | Default => {
    const value = environment[name]?.trim()
    if (value === undefined || value === '') return otherwise
    try {
      return reader(value)
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      problems.push(`${name} ${error.message}.`)
      return otherwise
    }
  }
  const iceServerUrls = read('ATIENDE_ICE_URLS', iceUrls, [])
  const turn = readTurn(iceServerUrls, {
    secret: read('ATIENDE_TURN_SECRET', String, null),
    user: read('ATIENDE_TURN_USER', String, null),
    password: read('ATIENDE_TURN_PASSWORD', String, null),
  })
  if (turn && 'problem' in turn && !problems.some((line) => line.startsWith('ATIENDE_ICE_URLS')))
    problems.push(turn.problem)
  const dataDir = read('ATIENDE_DATA', folder, path.resolve('data'))
  const config: Config = {
    port: read('PORT', wholeNumber(0, 65_535), 8080),
    host: read('HOST', String, null),
    dataDir,
    databaseUrl: read(
      'DATABASE_URL',
      url(['postgres', 'postgresql'], 'postgresql://user:password@host:5432/database'),
      null,
    ),
    busUrl: read('ATIENDE_BUS_URL', url(['redis', 'rediss', 'nats'], 'redis://host:6379'), null),
    smtpPort: read('ATIENDE_SMTP_PORT', wholeNumber(0, 65_535), 2525),
    publicUrl: read('ATIENDE_PUBLIC_URL', webOrigin, null),
    trustedProxies: read('ATIENDE_TRUSTED_PROXIES', networks, ['loopback']),
    logLevel: read('ATIENDE_LOG', oneOf(logLevels), 'info'),
    keyFile: read('ATIENDE_KEY_FILE', folder, path.join(dataDir, 'key')),
    fileLimitBytes: read('ATIENDE_FILE_LIMIT_MB', wholeNumber(1, 2_000), 25) * 1_000_000,
    metricsToken: read('ATIENDE_METRICS_TOKEN', secretText, null),
    outboundAllow: read('ATIENDE_OUTBOUND_ALLOW', plainNetworks, []),
    voice: {
      ports: read('ATIENDE_VOICE_PORTS', portRange, { from: 40_000, to: 40_999 }),
      host: read('ATIENDE_VOICE_HOST', ipAddress, null),
      announcedAddress: read('ATIENDE_VOICE_ADDRESS', ipAddress, null),
      ice: { urls: iceServerUrls, turn: turn && 'problem' in turn ? null : turn },
    },
  }
  return problems.length > 0 ? { problems } : { config }
}
