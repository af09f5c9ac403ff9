/**
 * Who calls. The token names the caller and, when the caller is the visitor of a chat, that chat's account: nobody can choose either, because
 * only the server signs. Pure.
 */
import type { ChannelAccountId } from '#core/id.ts'

export type Caller = { readonly user: string; readonly chatAccountId: ChannelAccountId | null }

export function toTokenText({ user, chatAccountId }: Caller): string {
  return chatAccountId === null ? user : `${user} ${chatAccountId}`
}

export function toCaller(text: string): Caller {
  const [user = '', account] = text.split(' ')
  return { user, chatAccountId: account === undefined ? null : (account as ChannelAccountId) }
}
