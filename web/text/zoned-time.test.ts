import { describe, expect, it } from 'vitest'
import { zonedLongText, zonedText } from './zoned-time.ts'

const at = Date.parse('2026-11-20T09:30:00Z')
const machine = new Intl.DateTimeFormat().resolvedOptions().timeZone

describe('a date of the centre', () => {
  it('is the wall clock there, in the person’s language', () => {
    expect(zonedText(at, 'es', 'Pacific/Kiritimati')).toMatch(/^20 nov 2026, 23:30 GMT\+14$/)
    expect(zonedText(at, 'en', 'Pacific/Kiritimati')).toMatch(/^Nov 20, 2026, 11:30.PM GMT\+14$/)
  })

  it('says its zone only where the machine has another time', () => {
    expect(zonedText(at, 'es', machine)).not.toMatch(/GMT|UTC/)
    expect(zonedLongText(at, 'es', 'Europe/Madrid')).toMatch(/viernes.*noviembre.*10:30.*Europa/)
  })

  it('follows the zone’s own summer', () => {
    const summer = Date.parse('2026-07-20T09:30:00Z')
    expect(zonedText(summer, 'es', 'America/Santiago')).toContain('05:30')
    expect(zonedText(at, 'es', 'America/Santiago')).toContain('06:30')
  })
})
