/** The rows of `fixtures/erlang.csv`, with the instants of the core (ms) and what each row says of its queue. */
import { readFileSync } from 'node:fs'

export const models = ['erlang-c', 'erlang-a', 'mmnk', 'priority2', 'erlang-b'] as const
export type Model = (typeof models)[number]

export type Row = {
  readonly name: string
  readonly model: Model
  /** Calls a millisecond; two classes have two rates, the first has priority. */
  readonly rates: readonly number[]
  readonly handlingMs: number
  readonly patienceMs: number | null
  readonly staff: number
  readonly places: number | null
  readonly thresholdMs: number
  /** What the mathematics says; only the figures the row has. Times in ms. */
  readonly exact: Readonly<Partial<Record<Figure, number>>>
}

export const figures = [
  'waited',
  'speedOfAnswerMs',
  'waitMs',
  'lineLength',
  'occupancy',
  'serviceLevel',
  'serviceLevelOfAnswered',
  'serviceLevelOfRemoved',
  'abandoned',
  'refused',
  'firstClassWaitMs',
  'secondClassWaitMs',
] as const
export type Figure = (typeof figures)[number]

const columns: Readonly<Record<Figure, readonly [column: string, unit: number]>> = {
  waited: ['P_wait', 1],
  speedOfAnswerMs: ['ASA_s', 1000],
  waitMs: ['mean_wait_all_s', 1000],
  lineLength: ['Lq', 1],
  occupancy: ['occupancy', 1],
  serviceLevel: ['SL', 1],
  serviceLevelOfAnswered: ['SL_ignore_abandons', 1],
  serviceLevelOfRemoved: ['SL_removed_from_queue', 1],
  abandoned: ['P_abandon', 1],
  refused: ['P_block', 1],
  firstClassWaitMs: ['W_class1_s', 1000],
  secondClassWaitMs: ['W_class2_s', 1000],
}

/** Erlang B rows give only the load: any length of a call will do. */
const anyHandlingSeconds = 180

export function readErlangTable(): readonly Row[] {
  const text = readFileSync(new URL('../fixtures/erlang.csv', import.meta.url), 'utf8')
  const [header = '', ...lines] = text.trim().split('\n')
  const names = header.split(',')
  return lines.map((line, index) => {
    // The note, quoted and with commas, is the last column; nothing before it is quoted.
    const cells = line.split(',')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    return toRow(cell, index)
  })
}

function toRow(cell: (name: string) => string, index: number): Row {
  const model = models.find((one) => one === cell('model'))
  if (!model) throw new Error(`Row ${index} has an unknown model.`)
  const handling = cell('mean_service_s') === '' ? anyHandlingSeconds : Number(cell('mean_service_s'))
  const perHour =
    cell('lambda_per_h') === ''
      ? [(Number(cell('offered_erlang')) * 3600) / handling]
      : cell('lambda_per_h').split('+').map(Number)
  const patience = cell('mean_patience_s')
  const exact: Partial<Record<Figure, number>> = {}
  for (const figure of figures) {
    const [column, unit] = columns[figure]
    if (cell(column) !== '') exact[figure] = Number(cell(column)) * unit
  }
  const load = `${cell('lambda_per_h') || cell('offered_erlang')} on ${cell('servers')}`
  return {
    name: `row ${index + 1}: ${model}, ${load}${patience === '' ? '' : `, patience ${patience} s`}`,
    model,
    rates: perHour.map((rate) => rate / 3_600_000),
    handlingMs: handling * 1000,
    patienceMs: patience === '' ? null : Number(patience) * 1000,
    staff: Number(cell('servers')),
    places: cell('places_K') === '' ? null : Number(cell('places_K')),
    thresholdMs: Number(cell('T_s') || 0) * 1000,
    exact,
  }
}
