import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { reason, SourceFailure } from '../reason.ts'

export type Pinned = { address: string; family: 4 | 6 }

/** Networks that are nobody's public address (RFC 6890): the machine itself, the house, what tunnels into either. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Whether an address is on this machine or in a private network, also where IPv6 wraps one of IPv4. */
export const isPrivate = ({ address, family }: Pinned): boolean => inside.check(address, family === 4 ? 'ipv4' : 'ipv6')

/**
 * Asks once where a host is; every connection then goes to that very address, so that a name cannot turn into another machine
 * between two questions. One private address among several forbids them all. Throws SourceFailure.
 */
export const pinAddress = async (host: string, mayBePrivate: boolean): Promise<Pinned> => {
  const literal = isIP(host)
  const found = literal
    ? [{ address: host, family: literal }]
    : await lookup(host, { all: true }).catch(() => {
        throw new SourceFailure(reason('source-unavailable'))
      })
  const all = found.map(({ address, family }): Pinned => ({ address, family: family === 6 ? 6 : 4 }))
  if (!mayBePrivate && all.some(isPrivate)) throw new SourceFailure(reason('address-forbidden'))
  const [first] = all
  if (!first) throw new SourceFailure(reason('source-unavailable'))
  return first
}
