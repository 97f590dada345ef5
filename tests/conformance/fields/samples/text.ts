/** Samples of texts of one line, of several, formatted, links and addresses. */
import type { FieldSample } from './sample.ts';

const LONG = 'x'.repeat(300);

export const textSamples: Readonly<Record<string, FieldSample>> = {
  text: {
    definition: { type: 'text' },
    good: [
      ['Anna', 'Anna'],
      ['  two\nlines ', 'two lines'],
      ['   ', null],
      ['Їжак ☂ 𝒳', 'Їжак ☂ 𝒳'],
      ['O\'Brien \\ "x"', 'O\'Brien \\ "x"'],
    ],
    bad: [
      [5, 'not_text'],
      [LONG, 'too_long'],
      ['a\u0000b', 'control_characters'],
      ['\ud800', 'control_characters'],
      [['a'], 'not_text'],
    ],
    texts: [
      [' Anna ', 'Anna'],
      ['', null],
    ],
  },
  long_text: {
    definition: { type: 'long_text', max_length: 200 },
    good: [['a\r\nb  ', 'a\nb']],
    bad: [
      [LONG, 'too_long'],
      [{}, 'not_text'],
    ],
    texts: [['a\nb', 'a\nb']],
  },
  rich_text: {
    definition: { type: 'rich_text' },
    good: [
      ['<p>Hello <b>you</b></p>', '<p>Hello <b>you</b></p>'],
      ['<p onclick="x()">a<script>alert(1)</script></p>', '<p>a</p>'],
      ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
      ['<p></p>', null],
    ],
    bad: [[1, 'not_text']],
    texts: [['a\n\nb < c', '<p>a</p><p>b &lt; c</p>']],
  },
  url: {
    definition: { type: 'url' },
    good: [
      ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
      ['example.com', 'https://example.com'],
      ['http://локальна.укр:8080/x', 'http://локальна.укр:8080/x'],
    ],
    bad: [
      ['javascript:alert(1)', 'not_a_url'],
      ['ftp://a.b', 'not_a_url'],
      ['http://a b', 'not_a_url'],
    ],
    texts: [['www.example.com', 'https://www.example.com']],
  },
  address: {
    definition: { type: 'address' },
    good: [
      [
        { city: 'Київ', street: 'вул. Лугова 9', postal_code: '04074' },
        { street: 'вул. Лугова 9', city: 'Київ', postal_code: '04074' },
      ],
      ['Obere Str. 57', { street: 'Obere Str. 57' }],
      [{ city: '' }, null],
    ],
    bad: [
      [{ town: 'x' }, 'unknown_property'],
      [{ city: 5 }, 'not_text'],
      [[1], 'not_an_object'],
    ],
    texts: [
      ['Obere Str. 57', { street: 'Obere Str. 57' }],
      ['Obere Str. 57; Berlin; ; 12209', { street: 'Obere Str. 57', city: 'Berlin', postal_code: '12209' }],
      ['a\\; b; c', { street: 'a; b', city: 'c' }],
    ],
  },
};
