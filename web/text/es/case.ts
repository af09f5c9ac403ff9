export const caseTexts = {
  title: 'Datos del caso',
  none: 'Este caso todavía no tiene datos.',
}
