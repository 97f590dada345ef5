/** Reading and matching a combination such as `Ctrl+Enter`. */

export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export function matchesKey(press: Press, combination: string): boolean {
  const parts = combination.split('+');
  const key = parts.at(-1) as string;
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  if (wants('Ctrl') !== (press.ctrlKey || press.metaKey) || wants('Alt') !== press.altKey) return false;
  // A sign such as ? needs Shift on many keyboards by itself.
  const sign = !/^[A-Z0-9]$|^[A-Z][a-z]/i.test(key);
  if (!sign && wants('Shift') !== press.shiftKey) return false;
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  return sign ? key === '?' && press.code === 'Slash' && press.shiftKey : press.code === codeOf(key);
}

const MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' };

/** `Ctrl+K` → `['Ctrl', 'K']`, on a Mac `['⌘', 'K']`. */
export function keyParts(combination: string, mac = isMac()): readonly string[] {
  return combination.split('+').map((part) => {
    if (part.startsWith('Arrow')) return ARROWS[part] ?? part;
    return (mac && MAC[part]) || (part === 'Escape' ? 'Esc' : part);
  });
}

// helpers //////////

const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

function codeOf(key: string): string {
  if (/^[A-Z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  return key;
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');
}
