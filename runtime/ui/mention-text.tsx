/** A text that names people and teams: “@Name” stands out where the name is one of those that are told. */
import { Fragment } from 'react';
import classes from './mention-text.module.css';

export function MentionText({ text, names }: { readonly text: string; readonly names: readonly string[] }) {
  return partsOf(text, names).map(({ key, part, named }) =>
    named ? (
      <span key={key} className={classes.mention}>
        {part}
      </span>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    ),
  );
}

/** The text cut at the names, the longest first, so that “@Iryna Shevchuk” is not “@Iryna” and a rest. */
export function partsOf(
  text: string,
  names: readonly string[],
): { readonly key: number; readonly part: string; readonly named: boolean }[] {
  if (names.length === 0) return [{ key: 0, part: text, named: false }];
  const wanted = [...names].sort((a, b) => b.length - a.length).map((name) => `@${name}`);
  const parts: { key: number; part: string; named: boolean }[] = [];
  let from = 0;
  for (let i = text.indexOf('@'); i !== -1; i = text.indexOf('@', i + 1)) {
    const name = wanted.find((one) => text.startsWith(one, i));
    if (!name) continue;
    if (i > from) parts.push({ key: from, part: text.slice(from, i), named: false });
    parts.push({ key: i, part: name, named: true });
    from = i + name.length;
    i = from - 1;
  }
  if (from < text.length || parts.length === 0)
    parts.push({ key: from, part: text.slice(from), named: false });
  return parts;
}
