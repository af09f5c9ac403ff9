/** As in `protocol/message.ts`, whose other values this page has no need to load. */
import type { maximumMessageLength as agreed } from '#protocol/message.ts'

export const maximumMessageLength: typeof agreed = 10_000
