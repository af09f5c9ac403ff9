/** The Spanish of a call. It is the measure: English has the same texts, and a test says so. */
export const es = {
  region: 'Llamada',
  callWhom: (title: string) => `Llamar a ${title}`,
  howItWorks: 'Se habla desde esta misma página: basta con un micrófono, o con el del propio dispositivo.',
  permission: 'Al llamar, el navegador pide permiso para usar el micrófono. Solo se usa durante la llamada.',
  call: 'Llamar',
  back: 'Volver al chat',
  callAgain: 'Llamar otra vez',
  retry: 'Reintentar',
  cancel: 'Cancelar',
  loading: 'Un momento…',
  closed: 'Cerrado ahora',

  allowing: 'Falta permitir el micrófono',
  allowingTell: 'El navegador lo pregunta junto a la barra de direcciones. Hay que elegir «Permitir».',
  calling: 'Llamando…',

  waiting: 'En espera',
  waitingAgain: 'En espera de otra persona',
  talking: 'En conversación',
  held: 'En espera un momento',
  heldTell: (agent: string) => `${agent} vuelve enseguida.`,
  recorded: 'Se está grabando',
  mute: 'Silenciar',
  unmute: 'Activar el micrófono',
  mutedTell: 'Micrófono silenciado: no se oye nada de lo que se dice aquí.',
  keypad: 'Teclado',
  closeKeypad: 'Cerrar el teclado',
  pressed: 'Cifras marcadas',
  hangUp: 'Colgar',
  toChat: 'Ver el chat',
  toCall: 'Ver la llamada',
  loseAsk: '¿Colgar? Se pierde el puesto en la cola.',
  loseNo: 'Seguir en espera',

  notices: {
    elsewhere: 'La llamada se oye en otra pestaña.',
    offline: 'Sin conexión. La llamada sigue: el sonido vuelve solo en cuanto haya red.',
    lost: 'Se ha cortado el sonido. Volviendo a conectar…',
    blocked: 'El navegador espera un toque para dejar oír la llamada.',
    weak: 'La conexión es débil: puede que se corte alguna palabra.',
  },
  bringHere: 'Oír aquí',
  unlock: 'Activar el sonido',
  reconnect: 'Volver a conectar',

  problems: {
    denied: {
      title: 'El micrófono está bloqueado',
      tell: 'Sin micrófono no se puede hablar. Se permite en el icono que está junto a la dirección de la página, y después se pulsa «Reintentar».',
    },
    'no-microphone': {
      title: 'No se encuentra ningún micrófono',
      tell: 'Hay que conectar un micrófono o unos auriculares que lo tengan, y pulsar «Reintentar».',
    },
    busy: {
      title: 'No se puede usar el micrófono',
      tell: 'Quizá lo está usando otra aplicación. Cerrarla y pulsar «Reintentar».',
    },
    insecure: {
      title: 'Desde esta página no se puede llamar',
      tell: 'El navegador solo permite el micrófono en páginas seguras (https). El chat sí funciona.',
    },
    unsupported: {
      title: 'Este navegador no permite llamar',
      tell: 'Con una versión actual de cualquier navegador sí se puede. El chat funciona en este.',
    },
    offline: {
      title: 'No hay conexión',
      tell: 'La llamada no ha podido salir. Comprobar la red y pulsar «Reintentar».',
    },
    refused: { title: 'La llamada no ha podido empezar', tell: '' },
  },

  over: 'Llamada terminada',
  overBy: {
    customer: 'Gracias por llamar.',
    agent: 'La otra persona ha colgado.',
    system: 'La llamada se ha cortado.',
  },
  lasted: (time: string) => `Ha durado ${time}.`,
} as const

export type CallWords = { readonly [Key in keyof typeof es]: Widened<(typeof es)[Key]> }
type Widened<Text> = Text extends string
  ? string
  : Text extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Text]: Widened<Text[Key]> }
