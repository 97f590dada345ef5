/**
 * One sample a field type: values that are taken with their normal forms, values that are refused with their codes, cells
 * of spreadsheets. The suites in `tests/unit/metadata/fields` and `tests/integration/server/records` run over all of them;
 * a field type without a sample fails there.
 */
import type { FailureCode } from '#metadata/failures.ts';
import type { FieldDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';

export interface FieldSample {
  readonly definition: FieldDefinition;
  /** What comes in → its normal form. */
  readonly good: readonly (readonly [Json, Json])[];
  readonly bad: readonly (readonly [Json, FailureCode])[];
  /** Cell → normal form (of references: the text that is looked up). */
  readonly texts?: readonly (readonly [string, Json])[];
  readonly badTexts?: readonly string[];
}

const ID = '01934b2e-7c11-7000-8000-00000000abcd';
const OPTIONS = {
  site: { en: 'Web site', uk: 'Сайт' },
  call: { en: 'Call', uk: 'Дзвінок' },
  fair: { label: 'Fair', retired: true },
};
const LONG = 'x'.repeat(300);
const PNG = 'data:image/png;base64,iVBORw0KGgo=';

export const SAMPLES: Readonly<Record<string, FieldSample>> = {
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
    texts: [['067 555 01 42, 044 123 45 67', [{ number: '+380675550142' }, { number: '+380441234567' }]]],
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
    texts: [['Obere Str. 57', { street: 'Obere Str. 57' }]],
  },
  choice: {
    definition: { type: 'choice', options: OPTIONS },
    good: [
      ['site', 'site'],
      ['fair', 'fair'],
    ],
    bad: [
      ['sight', 'unknown_option'],
      [1, 'unknown_option'],
      ['toString', 'unknown_option'],
    ],
    texts: [
      ['Web site', 'site'],
      ['дзвінок', 'call'],
      ['CALL', 'call'],
    ],
    badTexts: ['letter'],
  },
  multi_choice: {
    definition: { type: 'multi_choice', options: OPTIONS },
    good: [
      [
        ['call', 'site', 'call'],
        ['site', 'call'],
      ],
      [[], null],
    ],
    bad: [
      ['site', 'not_a_list'],
      [['x'], 'unknown_option'],
    ],
    texts: [['Call; Web site', ['site', 'call']]],
    badTexts: ['Call; letter'],
  },
  boolean: {
    definition: { type: 'boolean' },
    good: [
      [true, true],
      [false, false],
    ],
    bad: [
      ['yes', 'not_yes_or_no'],
      [1, 'not_yes_or_no'],
    ],
    texts: [
      ['так', true],
      ['Нет', false],
      ['0', false],
      ['TRUE', true],
    ],
    badTexts: ['maybe'],
  },
  stage: {
    definition: { type: 'stage', pipeline: 'sample_pipeline' },
    good: [
      ['new', 'new'],
      ['won', 'won'],
    ],
    bad: [
      ['wonn', 'unknown_stage'],
      [1, 'unknown_stage'],
    ],
    texts: [['Нова', 'new']],
    badTexts: ['Lost'],
  },
  tags: {
    definition: { type: 'tags' },
    good: [
      [
        ['vip', 'VIP', ' b2b '],
        ['vip', 'b2b'],
      ],
      [[], null],
    ],
    bad: [
      ['vip', 'not_a_list'],
      [[5], 'not_text'],
    ],
    texts: [['vip; b2b', ['vip', 'b2b']]],
  },
  rating: {
    definition: { type: 'rating' },
    good: [
      [3, 3],
      ['5', 5],
    ],
    bad: [
      [0, 'too_small'],
      [6, 'too_large'],
      [2.5, 'not_an_integer'],
    ],
    texts: [['4', 4]],
  },
  colour: {
    definition: { type: 'colour' },
    good: [
      ['#1F6FEB', '#1f6feb'],
      ['abc', '#aabbcc'],
    ],
    bad: [
      ['red', 'not_a_colour'],
      ['#12', 'not_a_colour'],
    ],
    texts: [['#fff', '#ffffff']],
  },
  integer: {
    definition: { type: 'integer', min: -5 },
    good: [
      [42, 42],
      ['17', 17],
      [-5, -5],
      [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
      ['3.0', 3],
    ],
    bad: [
      [1.5, 'not_an_integer'],
      ['1e3', 'not_a_number'],
      [-6, 'too_small'],
      ['9007199254740993', 'too_large'],
      [true, 'not_a_number'],
    ],
    texts: [
      ['1 234', 1234],
      ['1.234', 1234],
    ],
    badTexts: ['twelve'],
  },
  decimal: {
    definition: { type: 'decimal', scale: 3 },
    good: [
      [0.1, '0.1'],
      ['12.500', '12.5'],
      ['-0', '0'],
      ['123456789012345.678', '123456789012345.678'],
    ],
    bad: [
      ['1.2345', 'too_many_decimals'],
      ['1000000000000000', 'too_many_digits'],
      ['abc', 'not_a_number'],
      ['NaN', 'not_a_number'],
    ],
    texts: [
      ['1 234,5', '1234.5'],
      ['1,234.5', '1234.5'],
      ['(3,5)', '-3.5'],
      ['0,125', '0.125'],
      ['−7', '-7'],
      ["1'000,5", '1000.5'],
    ],
    badTexts: ['1,2,3.4.5', '--1'],
  },
  money: {
    definition: { type: 'money', currency: 'UAH', currencies: ['EUR'] },
    good: [
      ['12.5', { amount: '12.50', currency: 'UAH' }],
      [7, { amount: '7.00', currency: 'UAH' }],
      [
        { amount: '0.10', currency: 'EUR' },
        { amount: '0.10', currency: 'EUR' },
      ],
    ],
    bad: [
      [{ amount: 1, currency: 'USD' }, 'unknown_currency'],
      [{ amount: '1.005' }, 'too_many_decimals'],
      [{ amout: 1 }, 'not_money'],
      [{ amount: 1, x: 1 }, 'not_money'],
      ['x', 'not_a_number'],
    ],
    texts: [
      ['₴ 1 234,50', { amount: '1234.50', currency: 'UAH' }],
      ['12,5 EUR', { amount: '12.50', currency: 'EUR' }],
      ['1.200 грн.', { amount: '1200.00', currency: 'UAH' }],
    ],
    badTexts: ['a lot', '5 USD'],
  },
  percent: {
    definition: { type: 'percent' },
    good: [
      [12.5, '12.5'],
      ['100', '100'],
    ],
    bad: [['1.234', 'too_many_decimals']],
    texts: [['12,5 %', '12.5']],
  },
  date: {
    definition: { type: 'date', min: '1900-01-01' },
    good: [
      ['2026-02-28', '2026-02-28'],
      ['2024-02-29', '2024-02-29'],
    ],
    bad: [
      ['2026-02-29', 'not_a_date'],
      ['31.01.2026', 'not_a_date'],
      [20260131, 'not_a_date'],
      ['1899-12-31', 'too_small'],
      ['12026-01-01', 'not_a_date'],
    ],
    texts: [
      ['31.01.2026', '2026-01-31'],
      ['1996-07-04 00:00:00.000', '1996-07-04'],
      ['04/07/1996', '1996-07-04'],
      ['4.7.96', '1996-07-04'],
    ],
    badTexts: ['1996-07-04 12:30', 'soon', '31.02.2026'],
  },
  datetime: {
    definition: { type: 'datetime' },
    good: [
      ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
      ['2026-01-31T11:30:00.5+02:00', '2026-01-31T09:30:00.500Z'],
      ['2026-01-31T09:30Z', '2026-01-31T09:30:00.000Z'],
    ],
    bad: [
      ['2026-01-31T09:30:00', 'not_a_datetime'],
      ['2026-13-01T00:00:00Z', 'not_a_datetime'],
      ['now', 'not_a_datetime'],
    ],
    texts: [
      ['31.01.2026 11:30', '2026-01-31T09:30:00.000Z'],
      ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
      ['31.01.2026 2:05 pm', '2026-01-31T12:05:00.000Z'],
    ],
    badTexts: ['31.01.2026 25:00'],
  },
  time: {
    definition: { type: 'time' },
    good: [
      ['09:30', '09:30:00'],
      ['23:59:59', '23:59:59'],
    ],
    bad: [
      ['24:00', 'not_a_time'],
      ['9:30', 'not_a_time'],
      ['09:30:00Z', 'not_a_time'],
    ],
    texts: [
      ['9:05', '09:05:00'],
      ['12:00 am', '00:00:00'],
    ],
    badTexts: ['noon'],
  },
  duration: {
    definition: { type: 'duration' },
    good: [
      ['PT90M', 'PT1H30M'],
      ['P1DT2H', 'P1DT2H'],
      ['-PT5S', '-PT5S'],
      ['PT0S', 'PT0S'],
    ],
    bad: [
      ['P1M', 'not_a_duration'],
      ['1h', 'not_a_duration'],
      [90, 'not_a_duration'],
    ],
    texts: [
      ['1:30', 'PT1H30M'],
      ['2 дні', 'P2D'],
      ['1 h 30 min', 'PT1H30M'],
      ['pt5m', 'PT5M'],
    ],
    badTexts: ['a while'],
  },
  lookup: {
    definition: { type: 'lookup', to: 'sample' },
    good: [
      [ID, ID],
      [{ id: ID.toUpperCase(), title: 'x' }, ID],
    ],
    bad: [
      ['5', 'not_a_record'],
      [{}, 'not_a_record'],
    ],
    texts: [
      [' ALFKI ', 'ALFKI'],
      ['', null],
    ],
  },
  any_lookup: {
    definition: { type: 'any_lookup', to: ['sample', 'user'] },
    good: [
      [
        { entity: 'sample', id: ID },
        { entity: 'sample', id: ID },
      ],
    ],
    bad: [
      [ID, 'unknown_entity'],
      [{ entity: 'team', id: ID }, 'unknown_entity'],
      [{ entity: 'sample' }, 'not_a_record'],
    ],
  },
  user: { definition: { type: 'user' }, good: [[ID, ID]], bad: [['me', 'not_a_record']] },
  parent: { definition: { type: 'parent' }, good: [[ID, ID]], bad: [[7, 'not_a_record']] },
  children: {
    definition: { type: 'children', of: 'sample', by: 'f_parent' },
    good: [[[{ name: 'x' }], [{ name: 'x' }]]],
    bad: [['x', 'not_a_list']],
  },
  links: {
    definition: { type: 'links', to: 'team' },
    good: [
      [[ID], [{ team: ID }]],
      [[{ team: ID }], [{ team: ID }]],
    ],
    bad: [['x', 'not_a_list']],
  },
  file: {
    definition: { type: 'file' },
    good: [
      [ID, ID],
      [{ id: ID, name: 'a.pdf' }, ID],
    ],
    bad: [['a.pdf', 'not_a_file']],
  },
  image: { definition: { type: 'image' }, good: [[ID, ID]], bad: [['a.png', 'not_a_file']] },
  signature: {
    definition: { type: 'signature' },
    good: [[PNG, PNG]],
    bad: [
      ['data:image/svg+xml;base64,AAAA', 'not_a_signature'],
      [5, 'not_a_signature'],
      [`data:image/png;base64,${'A'.repeat(210_000)}`, 'too_much_data'],
    ],
  },
  autonumber: {
    definition: { type: 'autonumber', pattern: 'INV-{yyyy}-{0000}' },
    good: [['INV-2026-0042', 'INV-2026-0042']],
    bad: [[5, 'not_text']],
    texts: [['INV-2025-0001', 'INV-2025-0001']],
  },
  secret: {
    definition: { type: 'secret' },
    good: [['s3cret', 's3cret']],
    bad: [
      [5, 'not_text'],
      ['x'.repeat(9000), 'too_much_data'],
    ],
  },
  json: {
    definition: { type: 'json' },
    good: [
      [{ a: [1, null, { b: 'x' }] }, { a: [1, null, { b: 'x' }] }],
      [
        [1, 2],
        [1, 2],
      ],
      [false, false],
    ],
    bad: [
      ['x'.repeat(100_001), 'too_much_data'],
      ['a\u0000', 'control_characters'],
    ],
    texts: [['{"a":1}', { a: 1 }]],
    badTexts: ['{a}'],
  },
};
