import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  const read = readConfig(environment)
  return 'problems' in read ? read.problems : []
}

describe('what is decided by the environment', () => {
  it('needs nothing to be set', () => {
    expect(readConfig({})).toEqual({
      config: {
        port: 8080,
        host: null,
        dataDir: path.resolve('data'),
        databaseUrl: null,
        busUrl: null,
        smtpPort: 2525,
        publicUrl: null,
        trustedProxies: ['loopback'],
        logLevel: 'info',
        keyFile: path.resolve('data/key'),
        fileLimitBytes: 25_000_000,
        metricsToken: null,
        outboundAllow: [],
        voice: {
          ports: { from: 40_000, to: 40_999 },
          host: null,
          announcedAddress: null,
          ice: { urls: [], turn: null },
        },
      },
    })
  })

  it('takes what is set, and an empty value for unset', () => {
    const read = readConfig({
      PORT: '9000',
      HOST: '127.0.0.1',
      ATIENDE_DATA: '/srv/atiende',
      DATABASE_URL: '',
      ATIENDE_PUBLIC_URL: 'https://centre.example/',
      ATIENDE_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      ATIENDE_LOG: 'WARN',
      ATIENDE_FILE_LIMIT_MB: '5',
      ATIENDE_OUTBOUND_ALLOW: '10.1.0.0/16,::1',
    })
    expect(read).toMatchObject({
      config: {
        port: 9000,
        host: '127.0.0.1',
        dataDir: '/srv/atiende',
        keyFile: '/srv/atiende/key',
        databaseUrl: null,
        publicUrl: 'https://centre.example',
        trustedProxies: ['10.0.0.0/8', '::1'],
        logLevel: 'warn',
        fileLimitBytes: 5_000_000,
        outboundAllow: ['10.1.0.0/16', '::1'],
      },
    })
  })

  it('tells every mistake at once, one line each, naming the variable and never a secret', () => {
    const problems = problemsOf({
      PORT: '80808',
      DATABASE_URL: 'mysql://root:hunter2@db/atiende',
      ATIENDE_LOG: 'loud',
      ATIENDE_METRICS_TOKEN: 'short',
    })
    expect(problems).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      'DATABASE_URL must be an address like postgresql://user:password@host:5432/database.',
      'ATIENDE_LOG must be one of trace, debug, info, warn, error, fatal, silent.',
      'ATIENDE_METRICS_TOKEN must have at least 16 characters.',
    ])
  })

  it.each([
    ['PORT', '12a'],
    ['PORT', '-1'],
    ['PORT', '8080.5'],
    ['ATIENDE_PUBLIC_URL', 'centre.example'],
    ['ATIENDE_PUBLIC_URL', 'https://centre.example/desk'],
    ['ATIENDE_PUBLIC_URL', 'ftp://centre.example'],
    ['ATIENDE_TRUSTED_PROXIES', 'everybody'],
    ['ATIENDE_TRUSTED_PROXIES', '10.0.0.0/99'],
    ['ATIENDE_TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['ATIENDE_BUS_URL', 'http://bus'],
    ['ATIENDE_SMTP_PORT', 'smtp'],
    ['ATIENDE_FILE_LIMIT_MB', '0'],
    ['ATIENDE_OUTBOUND_ALLOW', 'loopback'],
    ['ATIENDE_OUTBOUND_ALLOW', 'push.example'],
    ['ATIENDE_VOICE_PORTS', '80-90'],
    ['ATIENDE_VOICE_PORTS', '41000-40000'],
    ['ATIENDE_VOICE_ADDRESS', 'centre.example'],
    ['ATIENDE_ICE_URLS', 'stun.example'],
    ['ATIENDE_ICE_URLS', 'stun:stun.example?transport=udp'],
    ['ATIENDE_ICE_URLS', 'turn:turn.example?transport=smoke'],
    ['ATIENDE_ICE_URLS', 'http://turn.example'],
  ])('refuses %s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must .+\\.$`))
  })

  it('reads the servers that lead browsers to the voice ports', () => {
    const urls = 'stun:stun.example, turn:turn.example:3478?transport=udp, turns:[2001:db8::7]:5349'
    const ice = {
      urls: ['stun:stun.example', 'turn:turn.example:3478?transport=udp', 'turns:[2001:db8::7]:5349'],
    }
    expect(readConfig({ ATIENDE_ICE_URLS: urls, ATIENDE_TURN_SECRET: 'north' })).toMatchObject({
      config: { voice: { ice: { ...ice, turn: { by: 'secret', secret: 'north' } } } },
    })
    expect(
      readConfig({ ATIENDE_ICE_URLS: urls, ATIENDE_TURN_USER: 'centre', ATIENDE_TURN_PASSWORD: 'pw' }),
    ).toMatchObject({
      config: { voice: { ice: { ...ice, turn: { by: 'password', user: 'centre', password: 'pw' } } } },
    })
    expect(readConfig({ ATIENDE_ICE_URLS: 'stun:stun.example' })).toMatchObject({
      config: { voice: { ice: { turn: null } } },
    })
  })

  it.each<Record<string, string>>([
    {},
    { ATIENDE_TURN_USER: 'centre' },
    { ATIENDE_TURN_PASSWORD: 'pw' },
    { ATIENDE_TURN_SECRET: 'north', ATIENDE_TURN_USER: 'centre' },
  ])('does not start with a relay that browsers could not use: %o', (given) => {
    const problems = problemsOf({ ATIENDE_ICE_URLS: 'turn:turn.example', ...given })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^ATIENDE_TURN_SECRET must be set/)
  })

  it('does not start with a relay’s secret and without the relay', () => {
    expect(problemsOf({ ATIENDE_TURN_SECRET: 'north', ATIENDE_ICE_URLS: 'stun:stun.example' })).toEqual([
      'ATIENDE_ICE_URLS must name the turn: server that ATIENDE_TURN_… is for.',
    ])
  })

  it('believes no proxy where it is told to', () => {
    expect(readConfig({ ATIENDE_TRUSTED_PROXIES: 'none' })).toMatchObject({ config: { trustedProxies: [] } })
  })
})
