import { isIPv6 } from 'node:net'

/** Where programs on this machine reach a server that listens there. `host` null: on all addresses. */
export function addressFromHere(host: string | null, port: number): string {
  const named = host === null || host === '::' || host === '0.0.0.0' ? '127.0.0.1' : host
  return `http://${isIPv6(named) ? `[${named}]` : named}:${port}`
}
