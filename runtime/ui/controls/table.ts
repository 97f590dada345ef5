/** Every control by its key, as field types name them. A test holds this list against the types of the metadata. */
import { address } from './address.tsx';
import { anyLookup } from './any-lookup.tsx';
import { autonumber } from './autonumber.tsx';
import { boolean } from './boolean.tsx';
import { children } from './children.tsx';
import { choice } from './choice.tsx';
import { colour } from './colour.tsx';
import type { Control } from './control-kind.ts';
import { date } from './date.tsx';
import { datetime } from './datetime.tsx';
import { decimal } from './decimal.tsx';
import { duration } from './duration.tsx';
import { email } from './email.tsx';
import { emails } from './emails.tsx';
import { file, image } from './file.tsx';
import { integer } from './integer.tsx';
import { json } from './json.tsx';
import { links } from './links.tsx';
import { longText } from './long-text.tsx';
import { lookup, parent, user } from './lookup.tsx';
import { money } from './money.tsx';
import { multiChoice } from './multi-choice.tsx';
import { percent } from './percent.tsx';
import { phone } from './phone.tsx';
import { phones } from './phones.tsx';
import { rating } from './rating.tsx';
import { richText } from './rich-text.tsx';
import { secret } from './secret.tsx';
import { signature } from './signature.tsx';
import { stage } from './stage.tsx';
import { tags } from './tags.tsx';
import { text } from './text.tsx';
import { time } from './time.tsx';
import { url } from './url.tsx';

const ALL: readonly Control[] = [
  // text
  text,
  longText,
  richText,
  email,
  emails,
  phone,
  phones,
  url,
  address,
  // choices
  choice,
  multiChoice,
  boolean,
  stage,
  tags,
  rating,
  colour,
  // numbers
  integer,
  decimal,
  money,
  percent,
  // time
  date,
  datetime,
  time,
  duration,
  // relations
  lookup,
  anyLookup,
  user,
  parent,
  children,
  links,
  // files
  file,
  image,
  signature,
  // other
  autonumber,
  secret,
  json,
];

export const CONTROLS: ReadonlyMap<string, Control> = new Map(ALL.map((control) => [control.key, control]));
