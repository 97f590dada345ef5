/** What makes a text no YAML of ours, in words that say what to do; further errors are told as the parser says them. */
import { saying } from '../said.ts';

export const YAML_SENTENCES = {
  yaml_large: 'The file is larger than {size} MB.',
  yaml_number: 'This number can not be kept; write a plain decimal number.',
  yaml_twice: 'This key stands here twice; keep one of them.',
  yaml_tab: 'A tab can not indent; use spaces.',
  yaml_indent: 'The indentation does not fit the lines above.',
  yaml_several: 'A file holds one definition; "---" begins a second one.',
  yaml_alias: 'Anchors and aliases (& and *) are not read; write the value out.',
  yaml_tag: 'Tags (!…) are not read; write a plain value.',
  yaml_key: 'A key must be plain text.',
  yaml_missing: '{why}. A text with ": ", "#", quotes or braces in it needs quotes around it.',
} as const;

export const say = saying(YAML_SENTENCES);
