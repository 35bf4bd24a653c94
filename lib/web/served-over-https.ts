/**
 * Whether people reach this portal over https, by its own configured address; never by what a request's headers say.
 * WIRING: the one argument stands for the configuration's `DOSSIER_URL`; callers under `lib/config` pass it, the default is for proxy.ts,
 * which runs before anything is configured.
 */
export const servedOverHttps = (portalUrl: string | undefined = process.env.DOSSIER_URL): boolean =>
  portalUrl?.toLowerCase().startsWith('https://') ?? false
