/** A conversation as a plain text that the visitor takes home. Pure; times in the visitor's own zone. */
import type { Language } from '#protocol/text.ts'
import type { CustomerMessage } from '../channel.ts'

const words = {
  es: {
    me: 'Yo',
    agent: 'Agente',
    file: 'archivo',
    notes: {
      started: 'Conversación iniciada',
      accepted: '{agent} se une a la conversación',
      returned: 'En espera de otra persona del equipo',
      transferred: 'La conversación pasa a otra persona del equipo',
      'transferred-to-agent': 'La conversación pasa a {agent}',
      parked: 'En espera',
      'ended-by-agent': 'Conversación terminada por {agent}',
      'ended-by-customer': 'Conversación terminada por quien escribe',
      'ended-by-system': 'Conversación terminada',
      'customer-gone-quiet': 'Conversación terminada por falta de respuesta',
      'out-of-hours': 'Fuera del horario de atención',
    },
  },
  en: {
    me: 'Me',
    agent: 'Agent',
    file: 'file',
    notes: {
      started: 'Conversation started',
      accepted: '{agent} joined the conversation',
      returned: 'Waiting for somebody else of the team',
      transferred: 'The conversation goes to somebody else of the team',
      'transferred-to-agent': 'The conversation goes to {agent}',
      parked: 'On hold',
      'ended-by-agent': 'Conversation ended by {agent}',
      'ended-by-customer': 'Conversation ended by the visitor',
      'ended-by-system': 'Conversation ended',
      'customer-gone-quiet': 'Conversation ended because no answer came',
      'out-of-hours': 'Outside opening hours',
    },
  },
} as const

export type TranscriptOptions = {
  readonly title: string
  readonly language: Language
  readonly timeZone: string
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}

export function transcript(
  messages: readonly CustomerMessage[],
  { title, language, timeZone }: TranscriptOptions,
): string {
  const word = words[language]
  const timeOf = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'short', timeStyle: 'short' })

  function noteText({ code, values }: NonNullable<CustomerMessage['note']>): string {
    const agent = values?.['agent'] || word.agent
    return (word.notes[code as keyof typeof word.notes] ?? code).replace('{agent}', agent)
  }

  function body(message: CustomerMessage): string {
    if (message.note) return `— ${noteText(message.note)} —`
    const author = message.direction === 'in' ? word.me : (message.authorName ?? word.agent)
    const files = message.files.map((file) => `[${word.file}: ${file.name}]`)
    return `${author}: ${[message.text, ...files].filter((part) => part !== '').join(' ')}`
  }

  const lines = messages.map((message) => `${timeOf.format(message.at)}  ${body(message)}`)
  return `${[`${title} (${timeZone})`, '', ...lines].join('\n')}\n`
}
