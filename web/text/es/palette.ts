export const palette = {
  title: 'Buscar y hacer',
  search: 'Buscar acciones, conversaciones, colegas, contactos, respuestas',
  nothing: 'No hay nada con esas letras. Probar con el principio de otra palabra.',
  contactsFailed: 'Los contactos no se han podido buscar. Lo demás sigue aquí.',
  group: {
    act: 'Acciones',
    interaction: 'Conversaciones abiertas',
    colleague: 'Colegas',
    contact: 'Contactos',
    response: 'Respuestas',
  },
  transferTo: 'Transferir a {{name}}',
  assignTo: 'Asignar a {{name}}',
  disposeAs: 'Tipificar: {{name}}',
}
