/** Icons of the field types in the palette, the cards of the canvas and lists of fields. */
const ICONS: Readonly<Record<string, string>> = {
  text: 'letter-t',
  long_text: 'align-left',
  rich_text: 'text-size',
  email: 'at',
  emails: 'at',
  phone: 'phone',
  phones: 'phone',
  url: 'link',
  address: 'map-pin',
  choice: 'list-details',
  multi_choice: 'checks',
  boolean: 'toggle-left',
  stage: 'timeline',
  tags: 'tags',
  rating: 'star',
  colour: 'palette',
  integer: 'number',
  decimal: 'decimal',
  money: 'coin',
  percent: 'percentage',
  date: 'calendar',
  datetime: 'calendar-time',
  time: 'clock',
  duration: 'hourglass',
  lookup: 'arrow-up-right',
  any_lookup: 'arrows-split',
  user: 'user',
  parent: 'hierarchy',
  children: 'list-tree',
  links: 'arrows-left-right',
  file: 'paperclip',
  image: 'photo',
  signature: 'signature',
  autonumber: 'hash',
  secret: 'lock',
  json: 'braces',
};

export function fieldIcon(type: string, calculated: 'formula' | 'rollup' | null = null): string {
  if (calculated === 'formula') return 'math-function';
  if (calculated === 'rollup') return 'sum';
  return ICONS[type] ?? 'square-rounded';
}
