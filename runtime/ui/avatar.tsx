/** A person as a coloured circle with initials; the colour follows from the name, so that a person keeps it everywhere. */
import classes from './avatar.module.css';

export type AvatarSize = 'small' | 'medium' | 'large';

const TONES = 7;

export function Avatar({ name, size = 'small' }: { readonly name: string; readonly size?: AvatarSize }) {
  return (
    <span className={classes.avatar} data-size={size} data-tone={toneOf(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** Circle and name side by side, for cells and facts. */
export function Person({ name, size }: { readonly name: string; readonly size?: AvatarSize }) {
  return (
    <span className={classes.person}>
      <Avatar name={name} size={size} />
      <span className={classes.name}>{name}</span>
    </span>
  );
}

/** First letters of the first and the last word: `Iryna Shevchuk` → `IS`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word && [...word][0]);
  return letters.join('').toLocaleUpperCase();
}

export function toneOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 9973;
  return (sum % TONES) + 1;
}
