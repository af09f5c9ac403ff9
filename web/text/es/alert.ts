/** Sounds, notifications of the browser, and those that come while the page is closed. `push` is also what the service worker says. */
/** Only the service worker says this. */
export const pushSaid = 'Ha escrito un mensaje · {{queue}}'

export const alert = {
  push: {
    offer: 'Nueva interacción en {{queue}}',
    testTitle: 'Atiende',
    testBody: 'Así llegan los avisos.',
  },
  tryOut: 'Probar sonido',
  check: {
    'not-tried': 'Las ofertas suenan. El navegador calla hasta el primer clic: mejor comprobarlo ahora.',
    sounded:
      'Acaba de sonar. Si no se ha oído: subir el volumen del equipo y mirar si la pestaña está silenciada.',
    silent:
      'El navegador no deja sonar esta página. Permitir el sonido del sitio en el candado junto a la dirección.',
  },
  soundAsleep:
    'Hay una oferta sin sonido: el navegador lo permite después del primer clic o tecla en la página.',
  soundBlocked:
    'El navegador o el equipo no dejan sonar esta página. Permitir el sonido del sitio y comprobar la salida de audio.',
  soundTitle: 'Sonido de las ofertas',
  soundHelp:
    'Cada oferta suena una vez y después, más bajo, cada cuatro segundos mientras siga abierta. Con varias pestañas suena una sola.',
  volume: 'Volumen',
  toneOf: 'Tono de {{channel}}',
  tone: { chime: 'Dos notas', bell: 'Campana', knock: 'Golpes', drop: 'Gotas', ring: 'Teléfono' },
  hear: 'Oír: {{tone}}',
  test: 'Probar',
  testSent: 'Enviado. Si no aparece, mirar los avisos del sistema: quizá estén en «no molestar».',
  permission: {
    granted:
      'Con la pestaña en segundo plano, cada oferta aparece como aviso del sistema, con el cliente y la cola. Nunca con lo escrito.',
    default: 'Al activarlo, el navegador pide permiso.',
    denied:
      'Bloqueados en el navegador. Para permitirlos: candado junto a la dirección, Notificaciones, Permitir; después, recargar.',
    unknown: 'Este navegador no tiene avisos, o la página no ha llegado por HTTPS.',
  },
  pushTitle: 'Avisos con la página cerrada',
  pushHelp:
    'En este navegador: ofertas, y mensajes de clientes propios cuando no hay ninguna página abierta. Terminan al cerrar sesión aquí.',
  pushState: {
    looking: 'Comprobando…',
    unsupported: 'Este navegador no puede, o la página no ha llegado por HTTPS.',
    'needs-install': 'En iPhone y iPad: Compartir, Añadir a pantalla de inicio, y activarlos desde ahí.',
  },
  pushProblem: {
    blocked:
      'El navegador tiene bloqueados los avisos de este sitio. Se permiten en el candado junto a la dirección.',
    'no-service':
      'El navegador no llega a su servicio de avisos. Comprobar la red, o probar con otro navegador.',
  },
  devices: 'Dispositivos con avisos',
  thisDevice: 'este',
  since: 'activado {{time}}',
  removeDevice: 'Quitar {{device}}',
}
