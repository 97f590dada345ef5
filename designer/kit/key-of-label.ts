/** A key suggested from a name: "Причина відмови" → `prychyna_vidmovy`, "Loss reason" → `loss_reason`. */
import { type Label, textOf } from '#metadata/label.ts';

/** @param taken keys that are in use; a number is put behind where the key is among them */
export function keyOfLabel(
  label: Label | undefined,
  taken: (key: string) => boolean,
  fallback: string,
): string {
  const base = keyOfText(textOf(label, 'en', '')) || fallback;
  if (!taken(base)) return base;
  for (let number = 2; ; number += 1) if (!taken(`${base}_${number}`)) return `${base}_${number}`;
}

export function keyOfText(text: string): string {
  const letters = [...text.toLowerCase()].map((letter) => CYRILLIC[letter] ?? letter).join('');
  return letters
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 48)
    .replace(/_+$/, '');
}

/** Ukrainian by its official transliteration (2010), Russian letters beside it. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ь: '',
  ю: 'iu',
  я: 'ia',
  ё: 'io',
  ъ: '',
  ы: 'y',
  э: 'e',
  '’': '',
  "'": '',
};
