export const context = {
  title: 'Junto a la conversación',
  contact: 'Contacto',
  case: 'Caso',
  response: 'Respuestas',
  note: 'Nota',
}
