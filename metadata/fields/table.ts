/** All field types. A new one is a file in this folder and a line here. */
import { address } from './address.ts';
import { anyLookup } from './any-lookup.ts';
import { autonumber } from './autonumber.ts';
import { boolean } from './boolean.ts';
import { children } from './children.ts';
import { choice } from './choice.ts';
import { colour } from './colour.ts';
import { date } from './date.ts';
import { datetime } from './datetime.ts';
import { decimal } from './decimal.ts';
import { duration } from './duration.ts';
import { email } from './email.ts';
import { emails } from './emails.ts';
import type { FieldType } from './field-type.ts';
import { file } from './file.ts';
import { image } from './image.ts';
import { integer } from './integer.ts';
import { json } from './json.ts';
import { links } from './links.ts';
import { longText } from './long-text.ts';
import { lookup } from './lookup.ts';
import { money } from './money.ts';
import { multiChoice } from './multi-choice.ts';
import { parent } from './parent.ts';
import { percent } from './percent.ts';
import { phone } from './phone.ts';
import { phones } from './phones.ts';
import { rating } from './rating.ts';
import { recordId } from './record-id.ts';
import { richText } from './rich-text.ts';
import { secret } from './secret.ts';
import { signature } from './signature.ts';
import { stage } from './stage.ts';
import { tags } from './tags.ts';
import { text } from './text.ts';
import { time } from './time.ts';
import { url } from './url.ts';
import { user } from './user.ts';

const ALL: readonly FieldType[] = [
  text,
  longText,
  richText,
  email,
  emails,
  phone,
  phones,
  url,
  address,
  choice,
  multiChoice,
  boolean,
  stage,
  tags,
  rating,
  colour,
  integer,
  decimal,
  money,
  percent,
  date,
  datetime,
  time,
  duration,
  lookup,
  anyLookup,
  user,
  parent,
  children,
  links,
  file,
  image,
  signature,
  autonumber,
  secret,
  json,
  recordId,
] as readonly FieldType[];

/** By key, in the order the designer shows them. */
export const FIELD_TYPES: ReadonlyMap<string, FieldType> = new Map(ALL.map((type) => [type.key, type]));
