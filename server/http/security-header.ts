/**
 * What every answer tells the browser about itself. Our pages run our own scripts and styles and nothing else, are shown in nobody's
 * frame and talk to this server alone. What customers and colleagues sent is never a page: files come with a policy of their own.
 */

/** `nonce` is for the style elements that the page's component library adds; scripts have none and must come from this server. */
export function pagePolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** For what is no page: JSON, files, errors. Even opened directly in a tab it can do nothing. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: with it a browser calls its own page's POST "origin null".
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Only when the request came over https: a browser that once heard it will not try http again for a year. */
export const strictTransport = { 'strict-transport-security': 'max-age=31536000' } as const
