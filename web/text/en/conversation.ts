/** Texts of the open conversation, besides those of its header and its foot. */
export const conversationMore = {
  newSince_one: '{{count}} new message since {{time}}',
  newSince_other: '{{count}} new messages since {{time}}',
  newAbove_one: '{{count}} new message further up',
  newAbove_other: '{{count}} new messages further up',
  realAddress: '(leads to {{host}})',
  quote: {
    answering: 'Message being answered',
    remove: 'Remove the quote',
    reply: 'Reply to this message of {{author}}',
    replyShort: 'Reply',
    of: 'In reply to {{name}}: {{text}}. Go to the message',
  },
  crossed: {
    held: 'Not sent yet: press Enter again to send.',
    said_one: '{{name}} has written meanwhile:',
    said_other: '{{name}} has written {{count}} messages meanwhile:',
    show: 'Show',
  },
  search: {
    open: 'Search the conversation',
    label: 'Search the conversation',
    hint: 'Accents and capitals do not count',
    asking: 'Searching…',
    none: 'Nothing matches',
    count: '{{place}} of {{total}}',
    older: 'Match before this one',
    newer: 'Match after this one',
    close: 'Close the search',
    hits: 'Matches, the last ones first',
  },
}
