import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Networks that are not of the public internet: this machine, its own networks, links, carriers' inner ones, tests,
 * multicast (RFC 6890 and its registries).
 */
const blocked = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  blocked.addSubnet(network, bits, 'ipv4');

/** Global unicast, and of it what leads elsewhere: documentation, 6to4 and Teredo. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const tunnels6 = new BlockList();
tunnels6.addSubnet('2001:db8::', 32, 'ipv6');
tunnels6.addSubnet('2002::', 16, 'ipv6');
tunnels6.addSubnet('2001::', 32, 'ipv6');

/** Whether an IP address is not one of the public internet. @throws Error where it is no address */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 0) throw new Error(`${address} is no IP address`);
  if (!isIPv6(address)) return blocked.check(address, 'ipv4');
  return !global6.check(address, 'ipv6') || tunnels6.check(address, 'ipv6');
}
