import { pathToFileURL } from 'node:url'
import type { Environment } from '#lib/config/environment.ts'
import { demoFolders } from '#lib/demo/demo-folders.ts'

/** What a part must not see: the owner's login (only migrations need it), and what makes sign-in believe a Host header. */
const withheld = ['MIGRATE_URL', 'AUTH_TRUST_HOST', 'VERCEL']

const without = (env: Environment, names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)))

/** The environment of web and worker in production. */
export const productionEnvironment = (env: Environment, origin: string): Environment => ({
  ...without(env, withheld),
  NEXT_TELEMETRY_DISABLED: '1',
  NEXTAUTH_URL: origin,
})

type Demo = { directory: string; port: number; mailPort: number; siteUrl: string | undefined }

/**
 * The environment of web and worker in the demo: database and keys are in `directory`, mails are caught on `mailPort`, the
 * organisation's own database is read at `siteUrl`. DOSSIER_URL may name the host `localhost`: browsers bind passkeys to a name alone.
 */
export const demoEnvironment = (env: Environment, { directory, port, mailPort, siteUrl }: Demo): Environment => ({
  ...without(env, [...withheld, 'DATABASE_URL', 'HOST']),
  NEXT_TELEMETRY_DISABLED: '1',
  DOSSIER_DATA: directory,
  DOSSIER_URL: `http://${loopbackName(env)}:${port}`,
  NEXTAUTH_URL: `http://${loopbackName(env)}:${port}`,
  SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
  PORT: String(port),
  SITE_URL: siteUrl,
  WEBLOG_URL: pathToFileURL(demoFolders(directory).webLog).href,
  PARTNER_URL: pathToFileURL(demoFolders(directory).partner).href,
})

const loopbackName = ({ DOSSIER_URL: url }: Environment) =>
  url && URL.canParse(url) && new URL(url).hostname === 'localhost' ? 'localhost' : '127.0.0.1'
