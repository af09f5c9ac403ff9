export const caseTexts = {
  title: 'Case data',
  none: 'This case has no data yet.',
}
