/** Finding contacts, over HTTP. */
import { contactQuery } from '#protocol/contact.ts'
import type { Context } from '../context.ts'
import { findContacts } from '../present/contact-search.ts'
import { actorOf } from './actor-of.ts'
import { route, type Route } from './route.ts'

export function contactRoutes(context: Context): readonly Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/api/v1/contacts',
        access: 'signed-in',
        tag: 'contacts',
        summary:
          'Contacts you may see, by words of the name, by address, or by digits of a telephone number.',
        query: contactQuery,
      },
      async ({ who, query }) => await findContacts(context, actorOf(context, who), query.q),
    ),
  ]
}
