/**
 * Every expected failure, once: its code, HTTP status, and what a person is told in each language: what happened and what to do now.
 * `{name}` in a text is filled from the error's details. Answers look like `ErrorAnswer`.
 */
import { callErrors, type ErrorEntry } from './call-error.ts'
import type { Language } from './text.ts'

export const errors = {
  ...callErrors,
  'invalid-request': {
    status: 400,
    es: 'La petición no tiene la forma esperada: {problem}.',
    en: 'The request does not have the expected form: {problem}.',
  },
  'invalid-json': { status: 400, es: 'El contenido no es JSON válido.', en: 'The body is not valid JSON.' },
  'not-signed-in': {
    status: 401,
    es: 'La sesión ha terminado. Iniciar sesión de nuevo.',
    en: 'The session has ended. Sign in again.',
  },
  'sign-in-failed': {
    status: 401,
    es: 'El correo o la contraseña no son correctos.',
    en: 'The e-mail address or the password is not right.',
  },
  'second-factor-wrong': {
    status: 401,
    es: 'El código no es correcto o ha caducado.',
    en: 'The code is not right or has expired.',
  },
  'link-used': {
    status: 410,
    es: 'Este enlace ya se ha usado o ha caducado. Pedir uno nuevo a un administrador.',
    en: 'This link was used already or has expired. Ask an administrator for a new one.',
  },
  'setup-code-wrong': {
    status: 403,
    es: 'El código no es el que muestra la consola del servidor.',
    en: 'The code is not the one shown on the server’s console.',
  },
  'setup-done': {
    status: 409,
    es: 'El centro ya tiene propietario. Iniciar sesión.',
    en: 'The centre has an owner already. Sign in.',
  },
  'not-allowed': {
    status: 403,
    es: 'Tu rol no permite esta acción. Pedirla a un supervisor o administrador.',
    en: 'Your role does not allow this. Ask a supervisor or an administrator.',
  },
  'foreign-origin': {
    status: 403,
    es: 'La petición viene de una página que no está permitida.',
    en: 'The request comes from a page that is not allowed.',
  },
  'not-found': {
    status: 404,
    es: 'No existe o ya no está disponible.',
    en: 'It does not exist or is no longer available.',
  },
  'too-large': {
    status: 413,
    es: 'Es demasiado grande: el máximo es {limit}.',
    en: 'It is too large: the limit is {limit}.',
  },
  'too-many-requests': {
    status: 429,
    es: 'Demasiadas peticiones seguidas. Esperar {seconds} s y repetir.',
    en: 'Too many requests in a row. Wait {seconds} s and try again.',
  },
  'file-empty': {
    status: 400,
    es: 'El archivo está vacío. Comprobarlo y adjuntarlo de nuevo.',
    en: 'The file is empty. Check it and attach it again.',
  },
  'file-refused': {
    status: 415,
    es: 'Este tipo de archivo no se admite ({kind}).',
    en: 'This kind of file is not accepted ({kind}).',
  },
  'file-forged': {
    status: 415,
    es: 'El contenido del archivo no corresponde a su nombre ({name}).',
    en: 'The file’s content does not match its name ({name}).',
  },
  'changed-meanwhile': {
    status: 409,
    es: 'Otra persona lo ha cambiado entretanto. Revisar y guardar de nuevo.',
    en: 'Somebody else changed it meanwhile. Check it and save again.',
  },
  'draft-limit': {
    status: 409,
    es: 'Hay ya {limit} borradores sin enviar o guardar. Enviar o descartar algunos.',
    en: 'There are {limit} unsent or unsaved drafts already. Send or discard some.',
  },
  'still-used': {
    status: 409,
    es: 'Todavía se usa en {where}. Quitarlo de ahí primero.',
    en: 'It is still used in {where}. Remove it there first.',
  },
  'unknown-reference': {
    status: 400,
    es: 'Se refiere a algo que no existe: {what}.',
    en: 'It refers to something that does not exist: {what}.',
  },
  'email-taken': {
    status: 409,
    es: 'Ya hay una persona con ese correo.',
    en: 'There is a person with that e-mail address already.',
  },
  'key-taken': {
    status: 409,
    es: 'Ya hay un campo con esa clave.',
    en: 'There is a field with that key already.',
  },
  'key-fixed': {
    status: 409,
    es: 'La clave de un campo no cambia nunca ({key}). Crear otro campo.',
    en: 'The key of a field never changes ({key}). Create another field.',
  },
  'token-unresolved': {
    status: 409,
    es: 'No se ha enviado: falta el valor de {tokens}. Escribirlo o quitarlo y enviar de nuevo.',
    en: 'It was not sent: there is no value for {tokens}. Write it or take it out, and send again.',
  },
  'token-unknown': {
    status: 400,
    es: 'No existe ningún campo automático llamado {tokens}. Corregirlo o quitarlo del texto.',
    en: 'There is no automatic field called {tokens}. Correct it or take it out of the text.',
  },
  'shortcut-taken': {
    status: 409,
    es: 'Otra respuesta tiene ya el atajo {shortcut}. Elegir otro.',
    en: 'Another response has the shortcut {shortcut} already. Choose another one.',
  },
  'folder-circle': {
    status: 409,
    es: 'La carpeta «{name}» no puede estar dentro de sí misma. Elegir otra carpeta.',
    en: 'The folder “{name}” cannot be inside itself. Choose another folder.',
  },
  'channel-not-in-queue': {
    status: 409,
    es: 'La cola {queue} no admite este canal. Añadirlo antes en la cola.',
    en: 'The queue {queue} does not take this channel. Add it to the queue first.',
  },
  'last-owner': {
    status: 409,
    es: 'Es el único propietario. Nombrar antes a otro.',
    en: 'This is the only owner. Appoint another one first.',
  },
  'not-owner': {
    status: 403,
    es: 'Otra persona atiende esta interacción.',
    en: 'Somebody else handles this interaction.',
  },
  'same-queue': { status: 409, es: 'Ya está en esa cola.', en: 'It is in that queue already.' },
  'not-banned': {
    status: 409,
    es: 'No hay ninguna suspensión que levantar.',
    en: 'There is no suspension to lift.',
  },
  'too-early': { status: 409, es: 'Todavía no es el momento.', en: 'It is not time yet.' },
  'offers-invalid': {
    status: 409,
    es: 'La oferta no se puede hacer así.',
    en: 'It cannot be offered like that.',
  },
  'wrong-state': {
    status: 409,
    es: 'La interacción ya no está en un estado que lo permita.',
    en: 'The interaction is no longer in a state that allows this.',
  },
  'interaction-closed': { status: 409, es: 'La interacción está cerrada.', en: 'The interaction is closed.' },
  'interaction-ended': {
    status: 409,
    es: 'La conversación ha terminado; ya no se puede escribir en ella.',
    en: 'The conversation has ended; nothing more can be said in it.',
  },
  'offer-gone': {
    status: 409,
    es: 'Esta oferta ya no está disponible.',
    en: 'This offer is no longer available.',
  },
  'already-yours': {
    status: 409,
    es: 'Esta interacción ya es tuya.',
    en: 'This interaction is yours already.',
  },
  'taken-by-other': { status: 409, es: 'La ha tomado {agent}.', en: '{agent} has taken it.' },
  'auto-answer-cannot-reject': {
    status: 409,
    es: 'Esta cola responde automáticamente; no se puede rechazar.',
    en: 'This queue answers automatically; it cannot be rejected.',
  },
  'disposition-required': {
    status: 409,
    es: 'Falta la tipificación. Elegir una antes de marcar como terminado.',
    en: 'The disposition is missing. Choose one before marking it done.',
  },
  'disposition-hidden': {
    status: 409,
    es: 'Esta cola no usa tipificaciones.',
    en: 'This queue does not use dispositions.',
  },
  'disposition-unknown': {
    status: 400,
    es: 'Esa tipificación no se puede elegir en esta cola.',
    en: 'That disposition cannot be chosen in this queue.',
  },
  'case-changed-meanwhile': {
    status: 409,
    es: '{agent} ha cambiado este dato entretanto. Elegir cuál de los dos valores queda.',
    en: '{agent} changed this field meanwhile. Choose which of the two values stays.',
  },
  'case-field-unknown': {
    status: 404,
    es: 'Este campo ya no existe. Anotar el dato en otro campo o en la nota.',
    en: 'This field no longer exists. Put it into another field or into the note.',
  },
  'case-field-fixed': {
    status: 403,
    es: 'Este campo no se cambia a mano. Pedir el cambio a un administrador.',
    en: 'This field is not changed by hand. Ask an administrator for the change.',
  },
  'case-value-too-long': {
    status: 400,
    es: 'Es demasiado largo: el máximo son {limit} caracteres.',
    en: 'It is too long: the limit is {limit} characters.',
  },
  'case-value-not-text': { status: 400, es: 'Tiene que ser un texto.', en: 'It has to be a text.' },
  'case-value-not-number': {
    status: 400,
    es: 'Tiene que ser un número, por ejemplo 1250 o 12,5.',
    en: 'It has to be a number, for example 1250 or 12.5.',
  },
  'case-value-not-date': {
    status: 400,
    es: 'Tiene que ser una fecha con su hora, completa y del calendario.',
    en: 'It has to be a date with its time, complete and in the calendar.',
  },
  'case-value-not-choice': {
    status: 400,
    es: 'Tiene que ser uno de los valores de la lista.',
    en: 'It has to be one of the values in the list.',
  },
  'case-value-not-boolean': { status: 400, es: 'Tiene que ser sí o no.', en: 'It has to be yes or no.' },
  'case-value-not-link': {
    status: 400,
    es: 'Tiene que ser un enlace: https://…, mailto: o tel:.',
    en: 'It has to be a link: https://…, mailto: or tel:.',
  },
  'tag-archived': {
    status: 409,
    es: 'Esa etiqueta ya no se usa. Elegir otra.',
    en: 'That tag is no longer in use. Choose another one.',
  },
  'too-many-tags': {
    status: 409,
    es: 'Como mucho {limit} etiquetas. Quitar una antes de poner otra.',
    en: 'At most {limit} tags. Take one off before putting another on.',
  },
  'new-tags-not-allowed': {
    status: 403,
    es: 'No hay ninguna etiqueta «{name}», y este centro no deja crearlas al atender. Elegir otra o pedirla a un supervisor.',
    en: 'There is no tag “{name}”, and this centre does not let agents make new ones. Choose another one or ask a supervisor.',
  },
  'tag-name-taken': {
    status: 409,
    es: 'Ya hay una etiqueta con ese nombre (sin contar acentos ni mayúsculas).',
    en: 'There is a tag of that name already (accents and capitals apart).',
  },
  'channel-not-assigned': {
    status: 409,
    es: 'Ese canal no está asignado.',
    en: 'That channel is not assigned.',
  },
  'agent-offline': { status: 409, es: 'La persona no está conectada.', en: 'That person is not online.' },
  banned: {
    status: 409,
    es: 'Suspendido por ofertas perdidas. Pedir a un supervisor que lo levante.',
    en: 'Suspended because of missed offers. Ask a supervisor to lift it.',
  },
  'extension-not-allowed': {
    status: 409,
    es: 'Esta cola no permite alargar el tiempo posterior.',
    en: 'This queue does not allow more after-call work.',
  },
  'not-in-after-work': {
    status: 409,
    es: 'No hay tiempo posterior en curso.',
    en: 'There is no after-call work going on.',
  },
  'channel-account-off': { status: 404, es: 'Este canal no está activo.', en: 'This channel is not active.' },
  'message-too-long': {
    status: 413,
    es: 'El mensaje es demasiado largo: el máximo son {limit} caracteres.',
    en: 'The message is too long: the limit is {limit} characters.',
  },
  'message-empty': {
    status: 400,
    es: 'Escribir algo o adjuntar un archivo.',
    en: 'Write something or attach a file.',
  },
  'quote-unknown': {
    status: 400,
    es: 'El mensaje citado no es de esta conversación. Quitar la cita y enviar de nuevo.',
    en: 'The quoted message is not of this conversation. Remove the quote and send again.',
  },
  'outside-hours': { status: 409, es: 'Ahora está cerrado.', en: 'It is closed now.' },
  'form-incomplete': { status: 400, es: 'Falta rellenar: {fields}.', en: 'Still to fill in: {fields}.' },
  unavailable: {
    status: 503,
    es: 'El servidor no puede atenderlo en este momento. Nada se ha perdido; se repite en breve.',
    en: 'The server cannot do this right now. Nothing is lost; it is tried again shortly.',
  },
  unexpected: {
    status: 500,
    es: 'Ha fallado algo que no debía. Nada guardado se ha perdido; repetir y avisar si continúa.',
    en: 'Something failed that should not have. Nothing saved is lost; try again and report it if it goes on.',
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors

/** The body of every answer that is not 2xx. `message` is in the request's language (`Accept-Language`, or the agent's own). */
export type ErrorAnswer = {
  readonly error: {
    readonly code: ErrorCode
    readonly message: string
    readonly details?: Readonly<Record<string, string | number>>
  }
}

export function errorText(
  code: ErrorCode,
  language: Language,
  details: Readonly<Record<string, string | number>> = {},
): string {
  return errors[code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(details[name] ?? whole),
  )
}
