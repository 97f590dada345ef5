/**
 * The page of a definition: its name, the tabs "editor" and "source" where it has an editor, undo and redo of the draft, what else
 * can be done with it, its problems below.
 */
import { Menu } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Definition, type DefinitionProblem, idOf } from '#metadata/definition.ts';
import { pathOf, writeDefinition } from '#metadata/files.ts';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { HOME, kindAddress } from '../draft/addresses.ts';
import { markOf, nameOf } from '../draft/definitions.ts';
import { useDraft, useDraftStore, useLabelText, useMake } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import classes from './definition-frame.module.css';
import { DraftMark } from './draft-mark.tsx';
import { BarLine, BarSpace, EditorFrame, UndoRedo } from './editor-frame.tsx';
import { EditorTabs } from './editor-tabs.tsx';
import { ProblemLine } from './problem-line.tsx';
import { saveAs } from './save-as.ts';
import { useProblemWords } from './words.ts';

export interface DefinitionFrameProps {
  readonly definition: Definition;
  /** Which of the two tabs this is; null where there is no editor. */
  readonly tab: 'editor' | 'source' | null;
  /** In the bar, before undo. */
  readonly tools?: ReactNode;
  readonly props?: ReactNode;
  /** Instead of those the draft has found; those of text that can not be read. */
  readonly problems?: readonly DefinitionProblem[];
  readonly onProblem?: (problem: DefinitionProblem) => void;
  readonly children: ReactNode;
}

export function DefinitionFrame({
  definition,
  tab,
  tools,
  props,
  problems,
  onProblem,
  children,
}: DefinitionFrameProps) {
  const t = useText();
  const label = useLabelText();
  const draft = useDraft();
  const store = useDraftStore();
  const words = useProblemWords();
  const { kind, key } = definition;
  const own = useProblems().filter((problem) => problem.definition === idOf(definition));
  const shown = problems ?? own;
  const mark = markOf(draft, definition);
  const bar = (
    <>
      {tab !== null && <EditorTabs kind={kind} definition={key} tab={tab} />}
      {tab !== 'editor' && (
        <span className={classes.path}>
          {definition.solution}/{pathOf(definition)}
        </span>
      )}
      <BarSpace />
      {tools}
      <UndoRedo
        onUndo={store.undo}
        onRedo={store.redo}
        canUndo={draft.position > 0}
        canRedo={draft.position < draft.steps.length}
      />
      <BarLine />
      <Deeds definition={definition} />
    </>
  );
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
      <EditorFrame
        bar={bar}
        props={props}
        under={
          shown.length > 0 ? (
            <section className={classes.problems} aria-label={t('design.problem.title')}>
              {shown.map((problem) => (
                <ProblemLine
                  key={`${problem.path?.join('.')} ${problem.elementId} ${problem.message}`}
                  severity={problem.severity}
                  message={words(problem)}
                  note={
                    problem.line
                      ? t('design.text.line', { line: problem.line })
                      : (problem.elementId ?? problem.path?.join(' › '))
                  }
                  onOpen={onProblem && (() => onProblem(problem))}
                />
              ))}
            </section>
          ) : undefined
        }
      >
        {children}
      </EditorFrame>
    </Page>
  );
}

// helpers //////////

function Deeds({ definition }: { readonly definition: Definition }) {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const { kind, key } = definition;
  const remove = () => {
    const change = kind === 'entity' ? { change: 'drop_entity', entity: key } : { change: 'drop', kind, key };
    if (make([change])) go(kindAddress(kind));
  };
  return (
    <MoreMenu>
      <Menu.Item
        leftSection={<IconDownload size={16} />}
        onClick={() => saveAs(pathOf(definition).split('/').at(-1)!, writeDefinition(definition))}
      >
        {t('design.download')}
      </Menu.Item>
      {kind !== 'solution' && (
        <Menu.Item leftSection={<IconTrash size={16} />} color="bad" onClick={remove}>
          {t('design.remove')}
        </Menu.Item>
      )}
    </MoreMenu>
  );
}
