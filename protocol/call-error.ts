/** What can fail with calls, their music and their recordings. Part of the registry in `error.ts`. */

export type ErrorEntry = { readonly status: number; readonly es: string; readonly en: string }

export const callErrors = {
  'music-unsupported': {
    status: 415,
    es: 'No es un archivo de sonido que se pueda usar. Subir WAV, MP3 u Ogg Opus, mono o estéreo.',
    en: 'It is no sound file that can be used. Upload WAV, MP3 or Ogg Opus, mono or stereo.',
  },
  'music-unreadable': {
    status: 422,
    es: 'El archivo de sonido está dañado o incompleto. Exportarlo de nuevo y volver a subirlo.',
    en: 'The sound file is damaged or not complete. Export it again and upload it once more.',
  },
  'music-too-long': {
    status: 422,
    es: 'Dura demasiado: el máximo son {limit} minutos. Subir una versión más corta.',
    en: 'It lasts too long: the limit is {limit} minutes. Upload a shorter version.',
  },
  'music-too-slow': {
    status: 422,
    es: 'Convertir este archivo tarda demasiado. Probar con uno más corto o en WAV.',
    en: 'Converting this file takes too long. Try a shorter one, or WAV.',
  },
  'not-voice': { status: 409, es: 'Solo se puede con una llamada.', en: 'This is for calls only.' },
  'call-over': { status: 410, es: 'La llamada ha terminado.', en: 'The call is over.' },
  'party-gone': {
    status: 410,
    es: 'Esa persona ya no está en la llamada.',
    en: 'That person is no longer in the call.',
  },
  'call-full': {
    status: 409,
    es: 'No cabe nadie más en la llamada: el máximo es {limit}.',
    en: 'Nobody else fits into the call: the most is {limit}.',
  },
  'already-consulting': {
    status: 409,
    es: 'Ya hay una consulta en curso. Terminarla antes de empezar otra.',
    en: 'A consultation is going on already. End it before beginning another.',
  },
  'already-in-call': {
    status: 409,
    es: 'Esa persona ya está en la llamada.',
    en: 'That person is in the call already.',
  },
  'digits-invalid': {
    status: 400,
    es: 'Solo hay teclas del 0 al 9, * y #.',
    en: 'There are only the keys 0 to 9, * and #.',
  },
  'agent-busy': {
    status: 409,
    es: 'Ahora no puede recibir una llamada sin preguntar antes. Consultar primero o elegir a otra persona.',
    en: 'They cannot be given a call now without asking. Ask first, or choose somebody else.',
  },
  'agent-in-call': {
    status: 409,
    es: '{agent} está en otra llamada. Esperar a que termine o elegir a otra persona.',
    en: '{agent} is in another call. Wait until it is over, or choose somebody else.',
  },
  'agent-undisturbed': {
    status: 409,
    es: '{agent} no quiere que le llamen ahora. Escribir, esperar o elegir a otra persona.',
    en: '{agent} does not want to be called now. Write, wait, or choose somebody else.',
  },
  'own-call-open': {
    status: 409,
    es: 'Hay otra llamada en curso. Consultar desde ella o terminarla antes de llamar.',
    en: 'Another call is going on. Ask from within it, or end it before calling.',
  },
  'no-customer': {
    status: 409,
    es: 'Es una llamada entre compañeros: no hay cliente a quien poner en espera, transferir, aparcar o grabar.',
    en: 'This is a call between colleagues: there is no customer to hold, transfer, park or record.',
  },
  'already-monitored': {
    status: 409,
    es: '{agent} ya está escuchando esta llamada.',
    en: '{agent} is listening to this call already.',
  },
  'slot-empty': {
    status: 404,
    es: 'No hay ninguna llamada aparcada en {slot}. Quizá otra persona ya la ha recogido.',
    en: 'No call is parked in {slot}. Somebody else may have picked it up.',
  },
  'recording-running': {
    status: 409,
    es: 'Todavía se está grabando. Escucharla cuando termine.',
    en: 'It is still being recorded. Listen to it when it is over.',
  },
  'recording-lost': {
    status: 410,
    es: 'El sonido de esta grabación no está. Un administrador puede buscarlo en una copia de seguridad.',
    en: 'The sound of this recording is not there. An administrator may find it in a backup.',
  },
  'recording-expired': {
    status: 410,
    es: 'Esta grabación se ha borrado: se guardó el tiempo que dice la cola.',
    en: 'This recording is deleted: it was kept for as long as its queue says.',
  },
  'recording-damaged': {
    status: 410,
    es: 'Esta grabación no se puede reproducir: se ha alterado o está dañada. Avisar a un administrador.',
    en: 'This recording cannot be played: it was changed or is damaged. Tell an administrator.',
  },
  'nobody-free': {
    status: 409,
    es: 'Ahí no hay nadie libre en este momento. Elegir otro destino.',
    en: 'Nobody is free there at the moment. Choose somebody else.',
  },
  'no-telephone-line': {
    status: 409,
    es: 'No hay ninguna línea telefónica configurada: de momento solo se puede llamar a compañeros.',
    en: 'No telephone line is configured: for now only colleagues can be called.',
  },
  'recording-always': {
    status: 409,
    es: 'Esta cola graba siempre: la grabación se puede pausar, pero no quitar.',
    en: 'This queue always records: the recording can be paused, not switched off.',
  },
  'recording-off': {
    status: 409,
    es: 'Esta cola no graba llamadas.',
    en: 'This queue does not record calls.',
  },
  'voice-down': {
    status: 503,
    es: 'El servicio de voz se está reiniciando. Se intenta de nuevo solo.',
    en: 'The voice service is being started again. It is tried again by itself.',
  },
  'voice-refused': {
    status: 422,
    es: 'No se ha podido conectar el sonido de este navegador ({reason}). Cargar de nuevo la página.',
    en: 'This browser’s sound could not be connected ({reason}). Reload the page.',
  },
} as const satisfies Record<string, ErrorEntry>
