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
  ])('refuses %s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must .+\\.$`))
  })

  it('believes no proxy where it is told to', () => {
    expect(readConfig({ ATIENDE_TRUSTED_PROXIES: 'none' })).toMatchObject({ config: { trustedProxies: [] } })
  })
})
