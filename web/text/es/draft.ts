export const draft = {
  mark: 'Borrador',
  otherDevice: 'También escrito en otro dispositivo',
  of: 'Borrador de {{name}}',
  files_one: '({{count}} archivo)',
  files_other: '({{count}} archivos)',
  use: 'Usar',
  drop: 'Descartar',
  notNow: 'El borrador no se ha podido recoger. Sigue guardado; repetir en un momento.',
}
