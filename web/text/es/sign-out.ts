export const signOut = {
  title: 'Cerrar sesión',
  active_one: '{{count}} interacción en curso vuelve a la cola y conserva su lugar.',
  active_other: '{{count}} interacciones en curso vuelven a la cola y conservan su lugar.',
  offered_one: '{{count}} oferta abierta pasa a otra persona.',
  offered_other: '{{count}} ofertas abiertas pasan a otra persona.',
  ended_one: '{{count}} interacción terminada queda por cerrar hasta la próxima sesión.',
  ended_other: '{{count}} interacciones terminadas quedan por cerrar hasta la próxima sesión.',
  nothing: 'No hay nada en curso.',
  elsewhere: 'La sesión sigue abierta en otro dispositivo: lo que está en curso y el estado siguen allí.',
  unknown: 'No se ha podido saber si la sesión está abierta en otro dispositivo.',
  act: 'Cerrar sesión',
  stay: 'Seguir trabajando',
}
