/** What a file is called once it is kept, whatever path it came by. */

/** The last part of a path, without what no file system takes. */
export function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)!;
  const plain = [...last].filter(
    (letter) => letter >= ' ' && letter !== '\x7f' && !'"<>|:*?'.includes(letter),
  );
  return plain.join('').trim().slice(-200) || 'file';
}
