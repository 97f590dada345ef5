import { describe, expect, it } from 'vitest';
import { createEchoes } from '../../../designer/process/echoes.ts';

describe('what an editor is given back', () => {
  it('is its own, though it has written on since', () => {
    const echoes = createEchoes();
    echoes.wrote('one', 'zero');
    echoes.wrote('two', 'zero');
    expect([echoes.isOwn('one'), echoes.isOwn('two')]).toEqual([true, true]);
  });

  it('may leave some out', () => {
    const echoes = createEchoes();
    echoes.wrote('one', 'zero');
    echoes.wrote('two', 'zero');
    expect([echoes.isOwn('two'), echoes.isOwn('one')]).toEqual([true, false]);
  });

  it('is from elsewhere when an earlier text comes again: something was undone', () => {
    const echoes = createEchoes();
    echoes.wrote('one', 'zero');
    echoes.isOwn('one');
    echoes.wrote('two', 'one');
    echoes.isOwn('two');
    expect(echoes.isOwn('one')).toBe(false);
  });

  it('is not awaited where nothing changed', () => {
    const echoes = createEchoes();
    echoes.wrote('zero', 'zero');
    expect(echoes.isOwn('zero')).toBe(false);
  });

  it('is from elsewhere where nobody wrote it, and what was awaited is forgotten', () => {
    const echoes = createEchoes();
    echoes.wrote('one', 'zero');
    expect([echoes.isOwn('other'), echoes.isOwn('one')]).toEqual([false, false]);
  });
});
