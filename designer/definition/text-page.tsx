/**
 * A definition as text: YAML with its schema checked while one types, or the XML of a diagram or decision. What is well-formed is
 * kept in the draft by itself; what is not stays in the page until it is.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Definition, type DefinitionProblem, idOf } from '#metadata/definition.ts';
import { readDefinition, writeDefinition } from '#metadata/files.ts';
import { LeaveGuard } from '#ui/leave-guard.tsx';
import { nameOf } from '../draft/definitions.ts';
import { useLabelText, useMake } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { CodeInput } from '../kit/code-input.tsx';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { checkShape } from './check-shape.ts';

export interface TextPageProps {
  readonly definition: Definition;
  /** Whether the kind has an editor, whose source this is. */
  readonly source: boolean;
}

/** Milliseconds without a key press before the text is read. */
const PAUSE = 400;

export function TextPage({ definition, source }: TextPageProps) {
  const label = useLabelText();
  const { text, setText, problems, unread } = useEditedText(definition);
  const others = useProblems().filter((problem) => problem.definition === idOf(definition));
  const shown = problems.length > 0 ? problems : others;
  return (
    <DefinitionFrame definition={definition} tab={source ? 'source' : null} problems={shown}>
      <CodeInput
        value={text}
        onChange={setText}
        label={nameOf(definition, label)}
        marked={shown.flatMap(({ line }) => line ?? [])}
      />
      <LeaveGuard dirty={unread} />
    </DefinitionFrame>
  );
}

// helpers //////////

/** The text as typed; kept in the draft when it can be read, taken anew when the draft changes by other ways (undo). */
function useEditedText(definition: Definition) {
  const make = useMake();
  const latest = useRef(make);
  latest.current = make;
  const [text, setText] = useState(() => writeDefinition(definition));
  const own = useRef(definition.content);
  useEffect(() => {
    if (own.current === definition.content) return;
    own.current = definition.content;
    setText(writeDefinition(definition));
  }, [definition]);
  const read = useMemo(() => readText(definition, text), [definition, text]);
  const typed = useRef(false);
  useEffect(() => {
    if (!typed.current) return;
    const timer = setTimeout(() => {
      if (!read.ok || read.problems.length > 0) return;
      const { kind, key, solution } = definition;
      if (writeDefinition({ ...definition, content: read.content }) === writeDefinition(definition)) return;
      own.current = read.content;
      latest.current([{ change: 'put', kind, key, solution, content: read.content }], { together: true });
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [read, definition]);
  return {
    text,
    setText(next: string) {
      typed.current = true;
      setText(next);
    },
    problems: read.problems,
    unread: read.problems.length > 0 && typed.current,
  };
}

function readText(definition: Definition, text: string) {
  const read = readDefinition(definition, text);
  if (!read.ok) return { ok: false as const, problems: read.problems };
  const problems = checkShape(definition.kind, read.content).map(
    ({ path, code, params, message }): DefinitionProblem => ({
      severity: 'error',
      code: `shape_${code}`,
      message,
      params,
      path,
      ...read.locate(path),
    }),
  );
  return { ok: true as const, content: read.content, problems };
}
