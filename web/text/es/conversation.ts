/** Texts of the open conversation, besides those of its header and its foot. */
export const conversationMore = {
  newSince_one: '{{count}} mensaje nuevo desde las {{time}}',
  newSince_other: '{{count}} mensajes nuevos desde las {{time}}',
  newAbove_one: '{{count}} mensaje nuevo más arriba',
  newAbove_other: '{{count}} mensajes nuevos más arriba',
  realAddress: '(lleva a {{host}})',
  quote: {
    answering: 'Mensaje al que se responde',
    remove: 'Quitar la cita',
    reply: 'Responder a este mensaje de {{author}}',
    replyShort: 'Responder',
    of: 'En respuesta a {{name}}: {{text}}. Ir al mensaje',
  },
  crossed: {
    held: 'Sin enviar todavía: Intro otra vez para enviar.',
    said_one: '{{name}} ha escrito entretanto:',
    said_other: '{{name}} ha escrito {{count}} mensajes entretanto:',
    show: 'Ver',
  },
  search: {
    open: 'Buscar en la conversación',
    label: 'Buscar en la conversación',
    hint: 'Sin acentos ni mayúsculas',
    asking: 'Buscando…',
    none: 'Nada coincide',
    count: '{{place}} de {{total}}',
    older: 'Coincidencia anterior en el tiempo',
    newer: 'Coincidencia posterior en el tiempo',
    close: 'Cerrar la búsqueda',
    hits: 'Coincidencias, primero las últimas',
  },
}
