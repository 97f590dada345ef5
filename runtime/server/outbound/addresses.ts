/**
 * Which addresses this server may call: those of the public internet, and what the configuration permits beside them. Everything
 * that leads into the own network is refused, whatever name it hides behind (QUALITY §3, server-side request forgery).
 */
import { BlockList, isIP } from 'node:net';

export interface Addresses {
  /** Whether a connection to this address may be made for a host that was named so. */
  permits(host: string, address: string): boolean;
}

/** @param allowed names of hosts, addresses or networks such as `crm.intranet`, `10.1.2.3`, `10.0.0.0/8` */
export function createAddresses(allowed: readonly string[]): Addresses {
  const hosts = new Set<string>();
  const networks = new BlockList();
  for (const entry of allowed) {
    const [address, bits] = entry.split('/') as [string, string?];
    const version = isIP(address);
    if (version === 0) hosts.add(entry.toLowerCase());
    else
      networks.addSubnet(
        address,
        Number(bits ?? (version === 4 ? 32 : 128)),
        version === 4 ? 'ipv4' : 'ipv6',
      );
  }
  return {
    permits(host, address) {
      const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (isIP(address) === 0) return false;
      return hosts.has(host.toLowerCase()) || networks.check(address, kind) || isPublic(address, kind);
    },
  };
}

// helpers //////////

const OWN_4 = new BlockList();
for (const [network, bits] of [
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
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  OWN_4.addSubnet(network, bits, 'ipv4');

/** Public addresses of version 6 lie in 2000::/3; mapped, translated, local and link-local ones outside of it. */
const PUBLIC_6 = new BlockList();
PUBLIC_6.addSubnet('2000::', 3, 'ipv6');
/** Tunnels that carry addresses of version 4, and examples. */
const TUNNELS_6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  TUNNELS_6.addSubnet(network, bits, 'ipv6');

function isPublic(address: string, kind: 'ipv4' | 'ipv6'): boolean {
  return kind === 'ipv4'
    ? !OWN_4.check(address, 'ipv4')
    : PUBLIC_6.check(address, 'ipv6') && !TUNNELS_6.check(address, 'ipv6');
}
