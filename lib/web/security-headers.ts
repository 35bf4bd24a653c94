type Visit = {
  path: string
  /** 128 random bits, base64, made for this response alone. */
  nonce: string
  /** The portal's own address is https. */
  https: boolean
  /** `next dev`: React needs eval and the browser a socket for reloading. Never true in a build. */
  development: boolean
  /** Origin of the configured OIDC provider, on the staff sign-in page only: Chromium checks `form-action` again after the redirect. */
  signInOrigin?: string | undefined
}

/** Content Security Policy level 3: nothing is allowed but what is named. */
export const contentSecurityPolicy = ({ nonce, https, development, signInOrigin }: Omit<Visit, 'path'>): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "manifest-src 'self'",
    `form-action 'self'${signInOrigin ? ` ${signInOrigin}` : ''}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

/** Everything a page of forms and tables never needs; passkeys are the exception. */
const permissions = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture'],
  ...[
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
  ],
  ...['microphone', 'midi', 'payment', 'picture-in-picture', 'screen-wake-lock', 'serial', 'usb'],
  'xr-spatial-tracking',
].map(feature => `${feature}=()`)

const permissionsPolicy = [
  ...permissions,
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ')

/** Compiled scripts and styles: the same for everybody, named by their content. */
export const isStaticFile = (path: string) => path.startsWith('/_next/static/')

/** A page whose address carries a secret. */
const isTokenPage = (path: string) => /^\/(?:verify|not-me|preferences|owner|staff\/join)(?:\/|$)/.test(path)

/**
 * A file of somebody's copy. `no-transform` keeps it from being compressed on the way: it would have another length than it says, and its
 * parts other bytes (RFC 9110 sections 7.7 and 14).
 */
const isDownload = (path: string) => /^\/requests\/[^/]+\/download\//.test(path)

/**
 * The headers of one response, whatever its status. Next overrides none of them; a route may only make `Cache-Control` stricter.
 * OWASP ASVS 5.0: 3.4.1 (HSTS), 3.4.3 (CSP), 3.4.4 (nosniff), 3.4.5 (Referrer-Policy), 3.4.6 (frame-ancestors), 3.4.8 (COOP), 14.3.2 (no-store).
 */
export const securityHeaders = (visit: Visit): [name: string, value: string][] => [
  ['Content-Security-Policy', contentSecurityPolicy(visit)],
  ['X-Content-Type-Options', 'nosniff'],
  // strict-origin, not no-referrer: Chromium would send `Origin: null` with the button's POST, which Next answers with 500.
  ['Referrer-Policy', isTokenPage(visit.path) ? 'strict-origin' : 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Permissions-Policy', permissionsPolicy],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ...(isStaticFile(visit.path)
    ? []
    : ([['Cache-Control', `private, no-store${isDownload(visit.path) ? ', no-transform' : ''}`]] satisfies [
        string,
        string,
      ][])),
  ...(visit.https
    ? ([['Strict-Transport-Security', 'max-age=63072000; includeSubDomains']] satisfies [string, string][])
    : []),
]

/**
 * Request headers that the inner server believes and that therefore nobody outside may send. Next takes the nonce of its own scripts from the
 * request's `Content-Security-Policy`, or else from `…-Report-Only`.
 */
export const inboundHeadersDropped = [
  'content-security-policy',
  'content-security-policy-report-only',
  'x-nonce',
] as const
