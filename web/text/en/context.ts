export const context = {
  title: 'Beside the conversation',
  contact: 'Contact',
  case: 'Case',
  response: 'Responses',
  note: 'Note',
}
