import { describe, expect, it } from 'vitest'
import { rank, scoreOf } from './rank.ts'

const of = (...names: string[]) => names.map((name) => ({ id: name, name }))
const ranked = (names: string[], query: string, recent: string[] = []): string[] =>
  rank(of(...names), query, recent).map(({ item }) => item.name)

describe('the palette finds', () => {
  it('the exact name first, then what begins with it, then words within', () => {
    expect(ranked(['Transferir a Devoluciones', 'Devolver a la cola', 'Dev'], 'dev')).toEqual([
      'Dev',
      'Devolver a la cola',
      'Transferir a Devoluciones',
    ])
  })

  it('without accents or capitals, by several beginnings in any order', () => {
    expect(ranked(['Núñez, María José', 'Marta Ruiz'], 'maria NUN')).toEqual(['Núñez, María José'])
    expect(scoreOf({ id: '1', name: 'Tema oscuro' }, 'te os')).toBe(2)
    expect(scoreOf({ id: '1', name: 'Tema oscuro' }, 'os te')).toBe(3)
  })

  it('nothing by the middle of a word, and everything by nothing', () => {
    expect(ranked(['Terminar'], 'minar')).toEqual([])
    expect(ranked(['Terminar', 'Tomar'], '  ')).toEqual(['Terminar', 'Tomar'])
    expect(ranked(['Terminar'], '…')).toEqual([])
  })

  it('by other words too, after what is called so', () => {
    const dark = { id: 'dark', name: 'Tema oscuro', words: 'dark noche' }
    const night = { id: 'night', name: 'Noche libre' }
    expect(rank([dark, night], 'noche', []).map(({ item }) => item.id)).toEqual(['night', 'dark'])
  })

  it('among equals what was chosen lately, and otherwise as they were given', () => {
    expect(ranked(['Tomar', 'Tipificar', 'Terminar'], 't', ['Terminar', 'Tipificar'])).toEqual([
      'Terminar',
      'Tipificar',
      'Tomar',
    ])
    expect(ranked(['Tomar', 'Te', 'Terminar'], 'te', ['Terminar'])).toEqual(['Te', 'Terminar'])
  })
})
