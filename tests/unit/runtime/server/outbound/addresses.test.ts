/** Which addresses may be called: the public ones, and what is permitted beside them, whatever they are dressed as. */
import { describe, expect, test } from 'vitest';
import { createAddresses } from '../../../../../runtime/server/outbound/addresses.ts';

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'ff02::1',
    'not an address',
    '',
  ])('%s is refused', (address) => {
    expect(createAddresses([]).permits('example.com', address)).toBe(false);
  });

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is public',
    (address) => {
      expect(createAddresses([]).permits('example.com', address)).toBe(true);
    },
  );

  test('what is permitted beside them, by name, address or network', () => {
    const addresses = createAddresses(['crm.intranet', '10.1.0.0/16', '127.0.0.1', 'fd00::/8']);
    expect(addresses.permits('CRM.intranet', '192.168.0.5')).toBe(true);
    expect(addresses.permits('other.intranet', '192.168.0.5')).toBe(false);
    expect(addresses.permits('x', '10.1.255.255')).toBe(true);
    expect(addresses.permits('x', '10.2.0.1')).toBe(false);
    expect(addresses.permits('x', '127.0.0.1')).toBe(true);
    expect(addresses.permits('x', '127.0.0.2')).toBe(false);
    expect(addresses.permits('x', 'fd00::1')).toBe(true);
  });
});
