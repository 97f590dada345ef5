/** Samples of ways to reach somebody. */
import type { FieldSample } from './sample.ts';

export const contactSamples: Readonly<Record<string, FieldSample>> = {
  email: {
    definition: { type: 'email' },
    good: [
      [' Anna.Koval@Example.COM ', 'anna.koval@example.com'],
      ['пошта@приклад.укр', 'пошта@приклад.укр'],
    ],
    bad: [
      ['anna', 'not_an_email'],
      ['a@b', 'not_an_email'],
      ['a..b@c.de', 'not_an_email'],
      ['a b@c.de', 'not_an_email'],
    ],
    texts: [['mailto:a@b.ua', 'a@b.ua']],
    badTexts: ['not one'],
  },
  emails: {
    definition: { type: 'emails' },
    good: [
      [
        ['A@b.ua', { address: 'c@d.ua', kind: 'work' }],
        [{ address: 'a@b.ua' }, { address: 'c@d.ua', kind: 'work' }],
      ],
      [['a@b.ua', 'A@B.UA'], [{ address: 'a@b.ua' }]],
      [[], null],
    ],
    bad: [
      [['x'], 'not_an_email'],
      [[{ adress: 'a@b.ua' }], 'unknown_property'],
      [[5], 'not_an_object'],
    ],
    texts: [['a@b.ua; c@d.ua', [{ address: 'a@b.ua' }, { address: 'c@d.ua' }]]],
  },
  phone: {
    definition: { type: 'phone', country: 'ua' },
    good: [
      ['(044) 123-45-67', '+380441234567'],
      ['+49 30 0074321', '+49300074321'],
      ['380 67 555 01 42', '+380675550142'],
      ['0044 171 555-4848', '+441715554848'],
      ['101', '101'],
      ['044 123 45 67 доб. 12', '+380441234567 x12'],
    ],
    bad: [
      ['call me', 'not_a_phone'],
      ['12', 'not_a_phone'],
      ['+38044+1234567', 'not_a_phone'],
    ],
    texts: [['067 555 01 42', '+380675550142']],
  },
  phones: {
    definition: { type: 'phones', country: 'ua' },
    good: [
      [
        ['0675550142', { number: '+441715554848', kind: 'office' }],
        [{ number: '+380675550142' }, { number: '+441715554848', kind: 'office' }],
      ],
    ],
    bad: [[['x'], 'not_a_phone']],
    texts: [
      ['(067) 555 01 42 (mobile)', [{ number: '+380675550142', kind: 'mobile' }]],
      ['067 555 01 42, 044 123 45 67', [{ number: '+380675550142' }, { number: '+380441234567' }]],
    ],
  },
};
