/** A process: the diagram, the properties of what is chosen, problems below. Everything is kept in the draft by itself. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconDownload,
  IconMaximize,
  IconPhoto,
  IconPlayerPlay,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { Definition, DefinitionProblem } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { HOME, kindAddress, sourceAddress, trialAddress } from '../draft/addresses.ts';
import { markOf, nameOf } from '../draft/definitions.ts';
import { useDraft, useDraftStore, useLabelText, useMake } from '../draft/draft.tsx';
import { createModelProblems } from '../draft/model-problems.ts';
import { useTaskTypes } from '../draft/task-types.ts';
import { DraftMark } from '../kit/draft-mark.tsx';
import { BarLine, BarSpace, EditorFrame, UndoRedo } from '../kit/editor-frame.tsx';
import { EditorTabs } from '../kit/editor-tabs.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { saveAs } from '../kit/save-as.ts';
import { UnderTitle } from '../kit/under-title.tsx';
import { useProblemWords } from '../kit/words.ts';
import { useMarks } from './marks.ts';
import { Panel } from './panel.tsx';
import classes from './process-page.module.css';
import { showAll, useProcessEditor } from './use-process-editor.ts';

export interface ProcessPageProps {
  readonly definition: Definition;
  /** Element to be shown chosen. */
  readonly element: string | null;
}

export function ProcessPage({ definition, element }: ProcessPageProps) {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const text = useLabelText();
  const draft = useDraft();
  const { kind, key, solution } = definition;
  const { writes } = useDraftStore();
  const editor = useProcessEditor(
    String(definition.content),
    (content) => make([{ change: 'put', kind, key, solution, content }], { together: true }),
    writes,
  );
  const { modeler, edit, selected, tick } = editor;
  const words = useProblemWords(
    (id) => editor.modeler?.services.elementRegistry.get(id)?.businessObject?.name,
  );
  const problems = useProcessProblems(key, editor.xml);
  useMarks(modeler, problems, tick);
  useShown(editor, element);
  const stack = modeler?.services.commandStack;
  const mark = markOf(draft, definition);
  const name = nameOf(definition, text);
  const show = (problem: DefinitionProblem) => {
    const found = problem.elementId && modeler?.services.elementRegistry.get(problem.elementId);
    if (!found) return;
    modeler?.services.canvas.scrollToElement(found);
    modeler?.services.selection.select(found);
  };
  const bar = (
    <>
      <EditorTabs kind={kind} definition={key} tab="editor" />
      <BarSpace />
      <UndoRedo
        onUndo={() => stack?.undo()}
        onRedo={() => stack?.redo()}
        canUndo={stack?.canUndo() ?? false}
        canRedo={stack?.canRedo() ?? false}
      />
      <BarLine />
      <MoreMenu>
        <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => saveAs(`${key}.bpmn`, editor.xml)}>
          {t('design.process.saveFile')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPhoto size={16} />}
          onClick={async () => modeler && saveAs(`${key}.svg`, await modeler.savePicture())}
        >
          {t('design.process.savePicture')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size={16} />}
          color="bad"
          onClick={() => make([{ change: 'drop', kind, key }]) && go(kindAddress('process'))}
        >
          {t('design.remove')}
        </Menu.Item>
      </MoreMenu>
      <Button component={Link} href={trialAddress(key)} leftSection={<IconPlayerPlay size={16} />}>
        {t('design.trial.title')}
      </Button>
    </>
  );
  const under = problems.length > 0 && (
    <section aria-label={t('design.problem.title')}>
      <UnderTitle title={t('design.problem.title')} count={problems.length} />
      <div className={classes.problems}>
        {problems.map((problem) => (
          <ProblemLine
            key={`${problem.code} ${problem.elementId} ${problem.message}`}
            severity={problem.severity}
            message={words(problem)}
            note={problem.elementId}
            onOpen={() => show(problem)}
          />
        ))}
      </div>
    </section>
  );
  const panel =
    modeler && edit && selected && !editor.failure ? (
      <Panel
        modeler={modeler}
        edit={edit}
        element={selected}
        process={key}
        solution={solution}
        problems={problems.filter(({ elementId }) => elementId === selected.id)}
      />
    ) : null;
  return (
    <Page
      title={name}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t('design.kind.process.many'), href: kindAddress('process') },
      ]}
      back={kindAddress('process')}
      mark={
        <>
          {mark && <Pill tone="warn">{t(`design.mark.${mark}`)}</Pill>}
          <DraftMark />
        </>
      }
    >
      <EditorFrame bar={bar} props={panel} under={under || undefined}>
        <div className={classes.canvas}>
          <div ref={editor.box} className={classes.box} />
          {editor.failure && (
            <div className={classes.failure} role="alert">
              <p>{t('design.process.unreadable')}</p>
              <p>{editor.failure}</p>
              <Button component={Link} href={sourceAddress('process', key)}>
                {t('design.asText')}
              </Button>
            </div>
          )}
          {modeler && (
            <div className={classes.zoom}>
              <Zoom label={t('design.process.zoomOut')} onPress={() => zoomBy(modeler, 1 / 1.2)}>
                <IconZoomOut size={16} />
              </Zoom>
              <Zoom label={t('design.process.zoomIn')} onPress={() => zoomBy(modeler, 1.2)}>
                <IconZoomIn size={16} />
              </Zoom>
              <Zoom label={t('design.process.fit')} onPress={() => showAll(modeler)}>
                <IconMaximize size={16} />
              </Zoom>
            </div>
          )}
        </div>
      </EditorFrame>
    </Page>
  );
}

// helpers //////////

function Zoom({
  label,
  onPress,
  children,
}: {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} aria-label={label} onClick={onPress}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function zoomBy(modeler: NonNullable<ReturnType<typeof useProcessEditor>['modeler']>, factor: number): void {
  const { canvas } = modeler.services;
  canvas.zoom(Math.max(0.2, Math.min(4, canvas.zoom() * factor)), 'auto');
}

/** Problems of the diagram as it stands on the canvas, found by the code that deploys it. */
function useProcessProblems(key: string, xml: string): readonly DefinitionProblem[] {
  const { registry } = useDraft();
  const taskTypes = useTaskTypes();
  const checker = useMemo(createModelProblems, []);
  const [problems, setProblems] = useState<readonly DefinitionProblem[]>([]);
  useEffect(() => {
    let gone = false;
    void checker.ofProcess(key, xml, { registry, taskTypes }).then((found) => {
      if (!gone)
        setProblems(
          [...found].sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error')),
        );
    });
    return () => {
      gone = true;
    };
  }, [checker, key, xml, registry, taskTypes]);
  return problems;
}

/** Chooses the element a link leads to, once the diagram is open. */
function useShown({ modeler, tick }: ReturnType<typeof useProcessEditor>, element: string | null): void {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (!modeler || tick === 0 || element === null || element === shown) return;
    const found = modeler.services.elementRegistry.get(element);
    if (!found) return;
    setShown(element);
    modeler.services.selection.select(found);
  }, [modeler, tick, element, shown]);
}
