/** The widget's Spanish. It is the measure: English has the same texts, and a test says so by its type. */
export const es = {
  open: 'Abrir el chat',
  openUnread: (count: number) =>
    `Abrir el chat, ${count} ${count === 1 ? 'mensaje sin leer' : 'mensajes sin leer'}`,
  openCall: 'Llamada en curso. Abrir el chat',
  close: 'Cerrar el chat',
  call: 'Llamar',
  callLost: 'No se ha podido preparar la llamada. Comprobar la conexión y volver a pulsar «Llamar».',
  options: 'Opciones',
  log: 'Conversación',
  openNow: 'Abierto ahora',
  closedNow: 'Cerrado ahora',
  waitingFor: 'En espera',

  start: 'Empezar a conversar',
  starting: 'Un momento…',
  optional: 'opcional',
  choose: 'Elegir…',
  problems: {
    missing: 'Falta rellenar este dato.',
    'not-an-email': 'Escribir una dirección completa, como ana@correo.es.',
    'not-a-phone': 'Escribir un teléfono, solo con números y signos.',
    'not-agreed': 'Hace falta marcarlo para continuar.',
  },

  inLine: (position: number) => (position === 1 ? 'Siguiente en la cola' : `Puesto ${position} en la cola`),
  noPosition: 'En la cola',
  wait: (minutes: number) => (minutes < 1 ? 'Menos de un minuto de espera' : `Unos ${minutes} min de espera`),
  waitUnknown: 'Responde la primera persona que quede libre',
  mayWrite: 'Se puede ir escribiendo. La conversación sigue aquí aunque se cierre la ventana.',

  me: 'Yo',
  agent: 'Agente',
  types: (agent: string) => `${agent} está escribiendo`,
  today: 'Hoy',
  yesterday: 'Ayer',
  newBelow: 'Mensajes nuevos',
  states: {
    sending: 'Enviando',
    waiting: 'Sin enviar todavía',
    sent: 'Enviado',
    delivered: 'Entregado',
    read: 'Leído',
    failed: 'No enviado',
  },
  reply: 'Responder',
  replyTo: (author: string) => `Responder a este mensaje de ${author}`,
  replying: 'Mensaje al que se responde',
  noReply: 'No responder a este mensaje',
  inReply: (author: string, text: string) => `En respuesta a ${author}: ${text}`,
  retry: 'Reintentar',
  takeBack: 'Recuperar el texto',
  notes: {
    started: () => '',
    accepted: (agent: string) => `${agent} se une a la conversación`,
    returned: () => 'En espera de otra persona del equipo',
    transferred: () => 'La conversación pasa a otra persona del equipo',
    'transferred-to-agent': (agent: string) => `La conversación pasa a ${agent}`,
    parked: () => 'En espera',
    'ended-by-agent': (agent: string) => `${agent} ha terminado la conversación`,
    'ended-by-customer': () => 'Conversación terminada',
    'ended-by-system': () => 'Conversación terminada',
    'customer-gone-quiet': () => 'Conversación terminada por falta de respuesta',
    'out-of-hours': () => 'Fuera del horario de atención',
  },

  write: 'Escribir un mensaje',
  send: 'Enviar',
  attach: 'Adjuntar archivos',
  drop: 'Soltar aquí para adjuntar',
  left: (count: number) => `Quedan ${count} caracteres`,
  over: (count: number) => `Sobran ${count} caracteres`,
  uploading: (name: string) => `Subiendo ${name}`,
  uploadLost: 'No se ha podido subir',
  tooLarge: (limit: string) => `Demasiado grande: el máximo es ${limit}`,
  tooMany: (limit: number) => `Como máximo ${limit} archivos en cada mensaje`,
  fileRefused: 'No se admite este archivo',
  remove: (name: string) => `Quitar ${name}`,
  download: (name: string) => `Descargar ${name}`,
  view: (name: string) => `Ver ${name}`,

  lost: 'Sin conexión. Lo escrito se guarda y se envía al volver.',
  connecting: 'Conectando…',

  end: 'Terminar la conversación',
  endAsk: '¿Terminar la conversación?',
  endTell: 'Después ya no se puede escribir en ella, pero se puede empezar otra.',
  endYes: 'Terminar',
  endNo: 'Seguir aquí',
  transcript: 'Descargar la transcripción',
  anew: 'Nueva conversación',
  endedTell: 'Esta conversación ha terminado.',
  opens: (when: string) => `Abre ${when}`,
} as const

export type Words = { readonly [Key in keyof typeof es]: Widened<(typeof es)[Key]> }
type Widened<Text> = Text extends string
  ? string
  : Text extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Text]: Widened<Text[Key]> }
