import { expect, test } from 'vitest';
import { keyParts, matchesKey, type Press } from '../../../../../runtime/ui/keys/key-combination.ts';

const press = (more: Partial<Press>): Press => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test('letters are met by their place on the keyboard, whatever the layout', () => {
  expect(matchesKey(press({ key: 'о', code: 'KeyJ' }), 'J')).toBe(true);
  expect(matchesKey(press({ key: 'л', code: 'KeyK', ctrlKey: true }), 'Ctrl+K')).toBe(true);
  expect(matchesKey(press({ key: 'л', code: 'KeyK', metaKey: true }), 'Ctrl+K')).toBe(true);
  expect(matchesKey(press({ key: 'k', code: 'KeyK' }), 'Ctrl+K')).toBe(false);
  expect(matchesKey(press({ key: 'K', code: 'KeyK', shiftKey: true }), 'K')).toBe(false);
  expect(matchesKey(press({ key: 'т', code: 'KeyN', altKey: true }), 'Alt+N')).toBe(true);
});

test('the question mark is met where it stands and where it would stand', () => {
  expect(matchesKey(press({ key: '?', code: 'Digit7', shiftKey: true }), '?')).toBe(true);
  expect(matchesKey(press({ key: ',', code: 'Slash', shiftKey: true }), '?')).toBe(true);
  expect(matchesKey(press({ key: '.', code: 'Slash' }), '?')).toBe(false);
});

test('combinations are written as on the keyboard at hand', () => {
  expect(keyParts('Ctrl+Enter', false)).toEqual(['Ctrl', 'Enter']);
  expect(keyParts('Ctrl+Enter', true)).toEqual(['⌘', '↵']);
  expect(keyParts('Escape', false)).toEqual(['Esc']);
});
