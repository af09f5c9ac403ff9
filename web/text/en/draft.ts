export const draft = {
  mark: 'Draft',
  otherDevice: 'Also written on another device',
  of: 'Draft by {{name}}',
  files_one: '({{count}} file)',
  files_other: '({{count}} files)',
  use: 'Use',
  drop: 'Discard',
  notNow: 'The draft could not be fetched. It is still kept; try again in a moment.',
}
