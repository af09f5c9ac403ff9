import type { VisitorMessage, WidgetConfig, WidgetServerFrame } from '#protocol/widget.ts'
import { memoryShelf, type Shelf } from '../visit/shelf.ts'
import { Visit } from '../visit/visit.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeWire } from './fake-wire.ts'

export const sampleConfig: WidgetConfig = {
  account: 'acc_shop',
  title: { es: 'Luz y Barro', en: 'Luz y Barro' },
  greeting: { es: 'Hola', en: 'Hello' },
  preChat: [],
  theme: { accent: '#0f6e6e', side: 'right' },
  open: true,
  opensAt: null,
  closedText: { es: 'Cerrado', en: 'Closed' },
  acceptsWhenClosed: false,
  call: null,
  textLimit: 10_000,
  files: { allowed: true, maximumBytes: 1_000_000, perMessage: 5, accept: ['image/png'] },
}

export const nameField: WidgetConfig['preChat'][number] = {
  key: 'name',
  label: { es: 'Nombre', en: 'Name' },
  type: 'text',
  required: true,
}

export function message(seq: number, change: Partial<VisitorMessage> = {}): VisitorMessage {
  return {
    seq,
    conversation: 'int_1',
    position: seq,
    clientId: null,
    from: 'agent',
    name: 'Lucía',
    text: `mensaje ${seq}`,
    note: null,
    quote: null,
    files: [],
    state: 'sent',
    at: seq,
    ...change,
  }
}

/** A visit, its wires in the order in which they were opened, and what the tabs of its site share. */
export class FakePage {
  readonly clock: FakeClock
  readonly wires: FakeWire[] = []
  readonly visit: Visit
  readonly #tabs: ((key: string | null) => void)[] = []
  sessions = 0
  isDown = false

  constructor(change: Partial<WidgetConfig> = {}, store: Shelf = memoryShelf(), clock = new FakeClock()) {
    this.clock = clock
    let ids = 0
    this.visit = new Visit({
      config: { ...sampleConfig, ...change },
      shelf: { ...store, onChange: (listener) => void this.#tabs.push(listener) },
      clock,
      newSession: async () => {
        if (this.isDown) throw new Error('down')
        this.sessions += 1
        return `token-${this.sessions}`
      },
      dial: () => {
        if (this.isDown) throw new Error('down')
        const wire = new FakeWire()
        this.wires.push(wire)
        return wire
      },
      language: () => 'es',
      page: () => 'https://tienda.example/',
      newId: () => `client-${(ids += 1)}`,
    })
  }

  get wire(): FakeWire {
    const wire = this.wires.at(-1)
    if (!wire) throw new Error('nothing was dialled')
    return wire
  }

  /** Another tab changed something on the shelf. */
  otherTab(key: string | null): void {
    for (const tab of this.#tabs) tab(key)
  }

  /** Opens the newest wire and welcomes it. */
  async welcome(welcome: Partial<Extract<WidgetServerFrame, { type: 'welcome' }>> = {}): Promise<void> {
    await settled()
    this.wire.open()
    this.wire.tell({
      type: 'welcome',
      at: this.clock.at,
      conversation: null,
      messages: [],
      language: 'es',
      ...welcome,
    })
  }

  tell(frame: WidgetServerFrame): void {
    this.wire.tell(frame)
  }

  kept(clientId: string, seq: number): void {
    this.tell({ type: 'kept', clientId, seq, position: seq, conversation: 'int_1', at: seq })
  }

  texts(): string[] {
    const { story, unsent } = this.visit.state
    return [...story.messages.map(({ text }) => text), ...unsent.map(({ text }) => `(${text})`)]
  }
}

/** Lets promises that are ready run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

export const open = { id: 'int_1', state: 'active', agentName: 'Lucía' } as const
