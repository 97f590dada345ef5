/** Two configurations as files: every definition that differs, with what went and what came. */
import { useMemo } from 'react';
import type { Configuration, DefinitionId } from '#metadata/definition.ts';
import { sameContent } from '#metadata/definition.ts';
import { writeDefinition } from '#metadata/files.ts';
import classes from './definition-differences.module.css';
import { TextDifference } from './text-difference.tsx';

export interface DefinitionDifferencesProps {
  readonly before: Configuration;
  readonly after: Configuration;
}

export function DefinitionDifferences({ before, after }: DefinitionDifferencesProps) {
  const ids = useMemo(() => differing(before, after), [before, after]);
  const textOf = (from: Configuration, id: DefinitionId) => {
    const definition = from.definitions.get(id);
    return definition ? writeDefinition(definition) : '';
  };
  return ids.map((id) => (
    <section key={id}>
      <h2 className={classes.id}>{id}</h2>
      <TextDifference before={textOf(before, id)} after={textOf(after, id)} />
    </section>
  ));
}

// helpers //////////

function differing(before: Configuration, after: Configuration): readonly DefinitionId[] {
  const ids = new Set([...before.definitions.keys(), ...after.definitions.keys()]);
  return [...ids].filter((id) => differs(before, after, id)).sort();
}

function differs(before: Configuration, after: Configuration, id: DefinitionId): boolean {
  const [was, is] = [before.definitions.get(id), after.definitions.get(id)];
  if (!was || !is) return was !== is;
  return was !== is && (was.solution !== is.solution || !sameContent(was.content, is.content));
}
