export const layout = {
  width: { list: 'Ancho de la lista', context: 'Ancho de contacto y caso' },
  fold: { list: 'Plegar la lista', context: 'Plegar contacto y caso' },
  show: { list: 'Mostrar la lista', context: 'Mostrar contacto y caso' },
}
