/** The library for encrypted content (RFC 8188, as Web Push wants it: RFC 8291), which comes without types. Texts are in base64url. */
import type { ECDH } from 'node:crypto'
import { createRequire } from 'node:module'

type Encrypt = (
  plain: Buffer,
  options: {
    readonly version: 'aes128gcm'
    /** The receiver's public key and secret. */
    readonly dh: string
    readonly authSecret: string
    /** The sender's pair, for this one message. */
    readonly privateKey: ECDH
    readonly salt: Buffer
    readonly pad: number
  },
) => Buffer

const require = createRequire(import.meta.url)
// Its only two functions are encrypt and decrypt; web-push.test.ts opens what comes out with code of its own.
export const { encrypt: encryptContent } = require('http_ece') as { readonly encrypt: Encrypt }
