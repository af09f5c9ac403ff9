/**
 * The sign-in library, set up for us: passwords (its scrypt), one-time links, an optional second factor. It keeps its rows in our
 * database under our names. What of it can be reached from outside is decided in `auth-routes.ts`, route by route; its own checks of origin and
 * frequency are off because the HTTP door has done both before it gets here.
 */
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins/magic-link'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { Logger } from 'pino'
import { connectionSettings, type DatabaseAddress } from '../store/database-address.ts'

export type AuthParts = {
  readonly address: DatabaseAddress
  readonly log: Logger
  /** Signs cookies. */
  readonly secret: string
  /** Asked for each new session, however it comes about. */
  readonly maySignIn: (userId: string) => boolean
}

export const sessionCookie = 'atiende.session_token'
/** Where our door tells it the caller's address. */
export const addressHeader = 'x-atiende-address'
export const linkLifetimeMs = 24 * 3_600_000

const sessionLifetimeSeconds = 7 * 24 * 3_600
/** A session that is used is prolonged, this often at most. */
const prolongAfterSeconds = 12 * 3_600

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' }

export function createAuth({ address, log, secret, maySignIn }: AuthParts) {
  const pool = new pg.Pool({ ...connectionSettings(address), max: 3, idleTimeoutMillis: 30_000 })
  pool.on('error', (error) => log.warn({ err: error }, 'An idle connection to the database was lost.'))
  /** The token of the link that is being made: the library hands it to a sender of mails, and we have none. */
  const made = new AsyncLocalStorage<{ token: string }>()

  const auth = betterAuth({
    appName: 'Atiende',
    // Only paths are used of it: where browsers reach us is known at each request.
    baseURL: 'http://atiende.invalid',
    basePath: '/api/v1/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: 'error',
      // Its messages can name people; ours say that something failed.
      log: (level, message) =>
        log[level === 'error' ? 'error' : 'debug']({ message }, 'The sign-in library reports.'),
    },
    user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...stamps } },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...stamps,
      },
      expiresIn: sessionLifetimeSeconds,
      updateAge: prolongAfterSeconds,
    },
    account: {
      modelName: 'auth_account',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...stamps } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    databaseHooks: { session: { create: { before: async ({ userId }) => maySignIn(userId) } } },
    advanced: {
      cookiePrefix: 'atiende',
      // The door adds `Secure` where the request came over https; see `secureCookies`.
      useSecureCookies: false,
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [
      magicLink({
        expiresIn: linkLifetimeMs / 1_000,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ token }) => {
          const holder = made.getStore()
          if (holder) holder.token = token
        },
      }),
      twoFactor({
        issuer: 'Atiende',
        allowPasswordless: true,
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factor',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  })

  return {
    auth,
    /** A token that signs this person in once. */
    async makeLinkToken(email: string): Promise<string> {
      const holder = { token: '' }
      await made.run(
        holder,
        async () => await auth.api.signInMagicLink({ body: { email }, headers: new Headers() }),
      )
      if (holder.token === '') throw new Error('The sign-in library made no link.')
      return holder.token
    },
    close: async (): Promise<void> => await pool.end(),
  }
}

export type Auth = ReturnType<typeof createAuth>
