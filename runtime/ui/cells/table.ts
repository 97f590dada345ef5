/** Which cell shows which field type. A test holds this list against the types of the metadata. */
import type { CellKind } from './cell-kind.ts';
import { BooleanCell, ChoiceCell, MultiChoiceCell, StageCell, TagsCell } from './choice-cells.tsx';
import { EmailCell, EmailsCell, PhoneCell, PhonesCell, UrlCell } from './contact-cells.tsx';
import { FileCell, ImageCell, SignatureCell } from './file-cells.tsx';
import { MoneyCell, NumberCell, PercentCell } from './number-cells.tsx';
import { AddressCell, ColourCell, JsonCell, RatingCell, SecretCell } from './other-cells.tsx';
import { ChildrenCell, LinksCell, LookupCell, UserCell } from './reference-cells.tsx';
import { RichTextCell, TextCell } from './text-cells.tsx';
import { DateCell, DateTimeCell, DurationCell, TimeCell } from './time-cells.tsx';

export const CELLS: Readonly<Record<string, CellKind>> = {
  // text
  text: TextCell,
  long_text: TextCell,
  rich_text: RichTextCell,
  autonumber: TextCell,
  record_id: TextCell,
  address: AddressCell,
  // ways to reach somebody
  email: EmailCell,
  emails: EmailsCell,
  phone: PhoneCell,
  phones: PhonesCell,
  url: UrlCell,
  // numbers
  integer: NumberCell,
  decimal: NumberCell,
  percent: PercentCell,
  money: MoneyCell,
  rating: RatingCell,
  // time
  date: DateCell,
  datetime: DateTimeCell,
  time: TimeCell,
  duration: DurationCell,
  // choices
  boolean: BooleanCell,
  choice: ChoiceCell,
  multi_choice: MultiChoiceCell,
  tags: TagsCell,
  stage: StageCell,
  // relations
  lookup: LookupCell,
  any_lookup: LookupCell,
  parent: LookupCell,
  user: UserCell,
  children: ChildrenCell,
  links: LinksCell,
  // files
  file: FileCell,
  image: ImageCell,
  signature: SignatureCell,
  // other
  colour: ColourCell,
  json: JsonCell,
  secret: SecretCell,
};
