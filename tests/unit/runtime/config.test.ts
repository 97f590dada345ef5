/** Settings of the environment: what they become, and the sentence where they can't be used. */
import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../runtime/config.ts';

describe('proxies that are trusted', () => {
  const proxies = (text: string) => readConfiguration({ POTIK_TRUSTED_PROXIES: text }).trustedProxies;

  test('addresses and networks', () => {
    expect(proxies('')).toEqual([]);
    expect(proxies('127.0.0.1, 10.0.0.0/8,::1, fd00::/8')).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      '::1',
      'fd00::/8',
    ]);
  });

  test.each(['yes', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0', '1'])('%s is none', (text) => {
    expect(() => proxies(text)).toThrow(`POTIK_TRUSTED_PROXIES is "${text}"; expected addresses or networks`);
  });
});

test.each(['Mars/Olympus', '+01:00'])('%s is no time zone', (zone) => {
  expect(() => readConfiguration({ POTIK_TIMEZONE: zone })).toThrow(
    'expected an IANA time zone such as Europe/Kyiv',
  );
});

test('secrets are long enough, and never told', () => {
  expect(() => readConfiguration({ POTIK_METRICS_TOKEN: 'hunter2' })).toThrow(
    'POTIK_METRICS_TOKEN is too short; expected at least 16 characters.',
  );
  expect(() => readConfiguration({ POTIK_SECRET: 'hunter2' })).toThrow('expected at least 32 characters.');
  expect(readConfiguration({ POTIK_METRICS_TOKEN: 'long enough a token' }).metricsToken).toBe(
    'long enough a token',
  );
});
