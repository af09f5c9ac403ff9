import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { citationsIn, compareWithSpec, rulesIn } from './spec-rules.ts'

const core = fileURLToPath(new URL('../core', import.meta.url))

describe('core/SPEC.md and the tests of the core', () => {
  const spec = readFileSync(join(core, 'SPEC.md'), 'utf8')
  const tests = globSync('**/*.test.ts', { cwd: core }).map((path) => readFileSync(join(core, path), 'utf8'))
  const compared = compareWithSpec(spec, tests)

  it('has rules', () => {
    expect(rulesIn(spec).length).toBeGreaterThan(0)
  })

  it('gives every rule an id of its own', () => {
    expect(compared.twice).toEqual([])
  })

  it('has a test for every rule', () => {
    expect(compared.untested).toEqual([])
  })

  it('has a rule for every id a test cites', () => {
    expect(compared.unknown).toEqual([])
  })
})

describe('the comparison', () => {
  const spec =
    '# Words\n\n- **[I1]** One.\n- **[I2]** Two.\n  - **[I3]** not a rule of its own\n- **[R1]** Three.\n'

  it('finds rules at the start of a line', () => {
    expect(rulesIn(spec)).toEqual(['I1', 'I2', 'R1'])
  })

  it('finds ids in the titles of tests, several and parametrised too', () => {
    const source =
      "it('[I1] a')\ndescribe(\"[I2][R1] b\")\nit.each([['x']])('[I9] c %s')\nit('no [X1] rule')\n// [Z1]\n"
    expect(citationsIn(source)).toEqual(['I1', 'I2', 'R1', 'I9'])
  })

  it('reports what is untested, unknown or named twice', () => {
    expect(compareWithSpec(`${spec}- **[I1]** Again.\n`, ["it('[I1] a')", "it('[Q7] b')"])).toEqual({
      twice: ['I1'],
      untested: ['I2', 'R1'],
      unknown: ['Q7'],
    })
  })
})
