/** What the page may do with the chat: `window.Atiende`. It is there once `atiende:ready` has been dispatched on the document. */
export interface PageApi {
  open(): void
  close(): void
  /** Opens the chat to call: the visitor is told about the microphone and confirms. Without calls in the account it is just opened. */
  call(): void
  readonly isOpen: boolean
  /** How many of the agents' messages have not been read; every change is dispatched as `atiende:unread`. */
  readonly unread: number
  /** Forgets the visitor on this device: for a page where people sign out. */
  forget(): void
}

declare global {
  interface Window {
    Atiende?: PageApi
  }
}
