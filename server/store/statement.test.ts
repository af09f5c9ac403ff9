import { describe, expect, it } from 'vitest'
import { dynamicStatement, registeredStatements, statement } from './statement.ts'

describe('a statement', () => {
  it('is registered under its name, once', () => {
    statement('test.b', 'select 2')
    statement('test.a', 'select 1')
    expect(registeredStatements()).toEqual([
      { name: 'test.a', text: 'select 1' },
      { name: 'test.b', text: 'select 2' },
    ])
    expect(() => statement('test.a', 'select 3')).toThrow('Two statements are called "test.a"')
  })

  it('has a name that PostgreSQL keeps whole', () => {
    expect(() => statement('ñ'.repeat(32), 'select 1')).toThrow('longer than 63 bytes')
  })

  it('that is built at run time is not registered', () => {
    const before = registeredStatements().length
    expect(dynamicStatement('select 1')).toEqual({ name: undefined, text: 'select 1' })
    expect(registeredStatements()).toHaveLength(before)
  })
})
