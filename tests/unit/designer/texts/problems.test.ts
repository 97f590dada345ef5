/** Sentences of the engine in other languages name the same things as the engine's own. */
import { expect, test } from 'vitest';
import en from '../../../../designer/texts/en.json' with { type: 'json' };
import ru from '../../../../designer/texts/ru.json' with { type: 'json' };
import uk from '../../../../designer/texts/uk.json' with { type: 'json' };
import { PROBLEMS } from '../../../../engine/xml/report.ts';

const codes = Object.fromEntries(
  Object.entries(PROBLEMS).map(([code, text]) => [code.replaceAll('.', '_'), text]),
);

test.each(Object.keys(en.problem))('%s', (key) => {
  const own = codes[key];
  expect(own, 'the engine knows the code').toBeDefined();
  // A hint is English; sentences of other languages go without it.
  const names = holesOf(own!, /\{(\w+)\}/g).filter((name) => name !== 'hint');
  for (const texts of [en, uk, ru])
    expect(holesOf(texts.problem[key as keyof typeof texts.problem], /\{\{(\w+)\}\}/g)).toEqual(names);
});

// helpers //////////

function holesOf(text: string, hole: RegExp): string[] {
  return [...new Set([...text.matchAll(hole)].map((match) => match[1]!))].sort();
}
