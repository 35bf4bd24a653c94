import { reason, SourceFailure } from '../reason.ts'
import type { SourceAddress } from '../source-addresses.ts'

/** Where a service answers. Nothing but this scheme, host and port is ever asked, whatever an answer says. */
export type Place = {
  secure: boolean
  host: string
  port: number
  /** The path of the address, without a slash at its end. */
  base: string
  user: string
  secret: string
  /** `Authorization` as the service wants it; null where it wants none. */
  authorization: string | null
  options: URLSearchParams
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)

const credentials = (user: string, password: string): string | null => {
  if (password === '') return null
  return user === '' ? `Bearer ${password}` : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/**
 * Reads an address: `https:`, or a scheme of a kind's own, which is TLS with `?ssl=true`. A password without a user is a bearer token. Either
 * goes over TLS or stays on this machine. Throws SourceFailure, which quotes nothing.
 */
export const readPlace = ({ url, password }: SourceAddress): Place => {
  let read: URL
  try {
    // Schemes that no browser knows are read by other rules: one for all, so that a host is the same host.
    read = new URL(url.replace(/^(?!https?:)[a-z]+:/i, 'http:'))
  } catch {
    throw new SourceFailure(reason('source-unavailable'))
  }
  const secure = read.protocol === 'https:' || read.searchParams.get('ssl') === 'true'
  const host = read.hostname.replace(/^\[|\]$/g, '')
  const user = decodeURIComponent(read.username)
  const secret = password ?? decodeURIComponent(read.password)
  const authorization = credentials(user, secret)
  if (authorization !== null && !secure && !isLoopback(host)) throw new SourceFailure(reason('tls-needed'))
  return {
    ...{ secure, host, user, secret, authorization },
    port: Number(read.port) || (secure ? 443 : 80),
    base: read.pathname.replace(/\/+$/, ''),
    options: read.searchParams,
  }
}

export const originOf = ({ secure, host, port }: Place): string =>
  new URL(`${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`).origin

/** The path of an address that an answer names, if it is of this very place. Throws SourceFailure. */
export const pathWithin = (place: Place, named: string, from = '/'): string => {
  let url: URL
  try {
    url = new URL(named, `${originOf(place)}${from}`)
  } catch {
    throw new SourceFailure(reason('answer-unfit', 'next'))
  }
  if (url.origin !== originOf(place)) throw new SourceFailure(reason('address-forbidden'))
  return `${url.pathname}${url.search}`
}
