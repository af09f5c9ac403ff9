import { describe, expect, it } from 'vitest'
import { StartProblem } from '../start-problem.ts'
import { outputProblem, systemProblem } from './system-problem.ts'

function systemError(code: string, syscall = 'open'): Error {
  return Object.assign(new Error(`${code}: of the system`), { code, syscall })
}

describe('a failure of the system', () => {
  it.each([
    ['ENOSPC', 'open', /no space left for \/data/],
    ['EACCES', 'open', /\/data cannot be written/],
    ['EROFS', 'mkdir', /\/data cannot be written/],
    ['ENOENT', 'mkdir', /\/data cannot be written/],
    ['EACCES', 'spawn /data/postgres', /programs may not be run from \/data/],
    ['ENOTDIR', 'mkdir', /\/data is not a directory/],
    [
      'EPERM',
      'spawn',
      process.getuid?.() === 0 ? /may not act as another user.*capabilities/ : /does not permit/,
    ],
  ])('%s of %s is told to a person', (code, syscall, message) => {
    const problem = systemProblem(systemError(code, syscall), '/data')
    expect(problem).toBeInstanceOf(StartProblem)
    expect(problem).toMatchObject({ message: expect.stringMatching(message) })
  })

  it('of another kind, or a defect of ours, is passed on', () => {
    const defect = new TypeError('undefined is not a function')
    expect(systemProblem(defect, '/data')).toBe(defect)
    const io = systemError('EIO')
    expect(systemProblem(io, '/data')).toBe(io)
  })
})

describe('what PostgreSQL prints before it ends', () => {
  it.each([
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      /no space left for \/data/,
    ],
    ['initdb: error: could not look up effective user ID 1234: user does not exist', /has no name/],
    ['FATAL:  something new', /postgres failed\.\nFATAL: {2}something new\n.*DATABASE_URL/],
  ])('is explained: %s', (output, message) => {
    expect(outputProblem('postgres', output, '/data').message).toMatch(message)
  })
})
