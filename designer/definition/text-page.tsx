/**
 * A definition as text: YAML with its schema checked while one types, or the XML of a diagram or decision. What is well-formed is
 * kept in the draft by itself; what is not stays in the page until it is.
 */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconTrash } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Definition, type DefinitionProblem, idOf } from '#metadata/definition.ts';
import { pathOf, readDefinition, writeDefinition } from '#metadata/files.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { LeaveGuard } from '#ui/leave-guard.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { definitionAddress, HOME, kindAddress } from '../draft/addresses.ts';
import { markOf, nameOf } from '../draft/definitions.ts';
import { useDraft, useDraftStore, useLabelText, useMake } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { CodeInput } from '../kit/code-input.tsx';
import { DraftMark } from '../kit/draft-mark.tsx';
import { BarLine, BarSpace, EditorFrame, UndoRedo } from '../kit/editor-frame.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { saveAs } from '../kit/save-as.ts';
import { checkShape } from './check-shape.ts';
import classes from './text-page.module.css';

export interface TextPageProps {
  readonly kind: string;
  readonly definition: string;
}

export function TextPage({ kind, definition: key }: TextPageProps) {
  const t = useText();
  const draft = useDraft();
  const definition = draft.configuration.definitions.get(idOf({ kind, key }));
  if (!definition)
    return (
      <Page title={key} crumbs={[{ label: t(`design.kind.${kind}.many`), href: kindAddress(kind) }]}>
        <EmptyState
          title={t('design.missing.title')}
          text={t('design.missing.text')}
          action={
            <Button component={Link} href={kindAddress(kind)} variant="filled" size="md">
              {t(`design.kind.${kind}.many`)}
            </Button>
          }
        />
      </Page>
    );
  return <Editor definition={definition} />;
}

// helpers //////////

/** Milliseconds without a key press before the text is read. */
const PAUSE = 400;

function Editor({ definition }: { readonly definition: Definition }) {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const draft = useDraft();
  const store = useDraftStore();
  const label = useLabelText();
  const { kind, key, solution } = definition;
  const { text, setText, problems, unread } = useEditedText(definition);
  const others = useProblems().filter((problem) => problem.definition === idOf(definition));
  const shown = problems.length > 0 ? problems : others;
  const mark = markOf(draft, definition);
  const remove = () => {
    const change = kind === 'entity' ? { change: 'drop_entity', entity: key } : { change: 'drop', kind, key };
    if (make([change])) go(kindAddress(kind));
  };
  const bar = (
    <>
      <span className={classes.path}>
        {solution}/{pathOf(definition)}
      </span>
      <BarSpace />
      <UndoRedo
        onUndo={store.undo}
        onRedo={store.redo}
        canUndo={draft.position > 0}
        canRedo={draft.position < draft.steps.length}
      />
      <BarLine />
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('ui.action.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconDownload size={16} />}
            onClick={() => saveAs(pathOf(definition).split('/').at(-1)!, text)}
          >
            {t('design.download')}
          </Menu.Item>
          {kind !== 'solution' && (
            <Menu.Item leftSection={<IconTrash size={16} />} color="bad" onClick={remove}>
              {t('design.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {(kind === 'entity' || kind === 'process') && (
        <Button component={Link} href={definitionAddress(kind, key)}>
          {t(`design.kind.${kind}.back`)}
        </Button>
      )}
    </>
  );
  const under =
    shown.length > 0 ? (
      <div className={classes.problems}>
        {shown.map((problem) => (
          <ProblemLine
            key={`${problem.path?.join('.')} ${problem.elementId} ${problem.message}`}
            severity={problem.severity}
            message={problem.message}
            note={
              problem.line
                ? t('design.text.line', { line: problem.line })
                : (problem.elementId ?? problem.path?.join(' › '))
            }
          />
        ))}
      </div>
    ) : null;
  return (
    <Page
      title={nameOf(definition, label)}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t(`design.kind.${kind}.many`), href: kindAddress(kind) },
      ]}
      back={kindAddress(kind)}
      mark={
        <>
          {mark && <Pill tone="warn">{t(`design.mark.${mark}`)}</Pill>}
          <DraftMark />
        </>
      }
    >
      <EditorFrame bar={bar} under={under}>
        <CodeInput
          value={text}
          onChange={setText}
          label={nameOf(definition, label)}
          marked={shown.flatMap(({ line }) => line ?? [])}
        />
      </EditorFrame>
      <LeaveGuard dirty={unread} />
    </Page>
  );
}

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
    ({ path, message }): DefinitionProblem => ({
      severity: 'error',
      code: 'shape',
      message,
      path,
      ...read.locate(path),
    }),
  );
  return { ok: true as const, content: read.content, problems };
}
