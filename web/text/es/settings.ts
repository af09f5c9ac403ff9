export const settings = {
  title: 'Ajustes',
  section: { appearance: 'Apariencia', language: 'Idioma', alerts: 'Avisos' },
  contrastTitle: 'Contraste',
  contrast: { normal: 'Normal', high: 'Alto' },
  contrastHelp: 'Alto: letras, bordes y foco más marcados, en claro y en oscuro.',
  languageTitle: 'Idioma de la página',
  languageHelp: 'Cambia al momento, en todos los dispositivos propios.',
  sampleDate: 'Fecha y hora',
  sampleNumber: 'Número',
  sampleAgo: 'Tiempo pasado',
}
