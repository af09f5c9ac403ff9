import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

function linesOf(write: (log: ReturnType<typeof createLog>) => void): ReturnType<typeof JSON.parse>[] {
  const lines: string[] = []
  write(createLog('info', (line) => void lines.push(line)))
  return lines.map((line) => JSON.parse(line))
}

describe('the log', () => {
  it('is a JSON object a line, with its moment and level in words', () => {
    const [line] = linesOf((log) => log.warn({ retryMs: 50 }, 'Cannot listen.'))
    expect(line).toMatchObject({ level: 'warn', retryMs: 50, msg: 'Cannot listen.' })
    expect(new Date(line.time).toISOString()).toBe(line.time)
  })

  it('keeps of an error what a developer needs, and nothing the database says about rows', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(ana@example.org) already exists.',
      parameters: ['Hola, quería preguntar'],
    })
    const [line] = linesOf((log) => log.error({ err: new Error('saving failed', { cause }) }, 'Failed.'))
    expect(line.err).toMatchObject({
      type: 'Error',
      message: 'saving failed',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'duplicate key', code: '23505' },
    })
    expect(JSON.stringify(line)).not.toMatch(/ana@example|quería/)
  })

  it('knows a request by its pattern', () => {
    const req = {
      method: 'GET',
      url: '/sign-in/secret',
      routeOptions: { url: '/sign-in/:token' },
      headers: { cookie: 'secret' },
    }
    const [line] = linesOf((log) => log.info({ req, res: { headers: 'secret' } }, 'Seen.'))
    expect(line.req).toEqual({ method: 'GET', route: '/sign-in/:token' })
    expect(JSON.stringify(line)).not.toContain('secret')
  })

  it('says nothing below its level', () => {
    expect(linesOf((log) => log.debug('quiet'))).toEqual([])
  })
})
