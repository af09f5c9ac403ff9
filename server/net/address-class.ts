/**
 * Which addresses lie in the open internet. Everything else (this machine, its network, the metadata service of a cloud, addresses kept for
 * documentation or for groups) is reached only where the operator allows it, so that nobody can make the server ask its own neighbours.
 */
import { BlockList, isIP, isIPv4 } from 'node:net'

const reserved4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Of 2000::/3, the only part of IPv6 that is given out: protocol assignments, documentation, tunnels. */
const reserved6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const closed4 = networksOf(reserved4)
const closed6 = networksOf(reserved6)
const open6 = networksOf(['2000::/3'])
/** An IPv4 address in the clothes of IPv6: mapped, or translated (NAT64). */
const dressed = [networksOf(['::ffff:0:0/96']), networksOf(['64:ff9b::/96'])]

/** Addresses and networks (`10.0.0.0/8`), as they stand in the settings; checked there. */
export function networksOf(list: readonly string[]): BlockList {
  const networks = new BlockList()
  for (const text of list) {
    const [address = '', bits] = text.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    networks.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family)
  }
  return networks
}

export function isWithin(networks: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && networks.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** False also for what is no address. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !isWithin(closed4, address)
  if (isIP(address) !== 6) return false
  if (dressed.some((form) => form.check(address, 'ipv6'))) return isPublic(lastFour(address))
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
}

/** The IPv4 address at the end of an IPv6 one. */
function lastFour(address: string): string {
  // A URL writes every address in its shortest form, with the last 32 bits as two groups.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':')
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
