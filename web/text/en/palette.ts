import type { palette as spanish } from '../es/palette.ts'

export const palette: typeof spanish = {
  title: 'Find and do',
  search: 'Find acts, conversations, colleagues, contacts, responses',
  nothing: 'Nothing has these letters. Try the beginning of another word.',
  contactsFailed: 'Contacts could not be searched. Everything else is here.',
  group: {
    act: 'Acts',
    interaction: 'Open conversations',
    colleague: 'Colleagues',
    contact: 'Contacts',
    response: 'Responses',
  },
  transferTo: 'Transfer to {{name}}',
  assignTo: 'Assign to {{name}}',
  disposeAs: 'Disposition: {{name}}',
}
