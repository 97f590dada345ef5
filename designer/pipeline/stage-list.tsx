/** The stages from the first to the last, dragged or moved by Alt with the arrow keys; a press opens one, a name adds one. */
import { ActionIcon, Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Definition } from '#metadata/definition.ts';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { Pill } from '#ui/pill.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { SortLine, SortList } from '../kit/sort-list.tsx';
import { addStage, orderStages, removeStage, stagesOf } from './pipeline-content.ts';
import type { PipelineEditing } from './pipeline-editing.ts';
import classes from './stage-list.module.css';

export interface StageListProps extends PipelineEditing {
  readonly definition: Definition;
  readonly chosen: string | null;
  readonly choose: (stage: string | null) => void;
}

const OUTCOMES = { won: 'good', lost: 'bad' } as const;

export function StageList({ definition, content, edit, chosen, choose }: StageListProps) {
  const t = useText();
  const text = useLabelText();
  const problems = useProblems();
  const base = useDraft().base.definitions.get(`pipeline/${definition.key}`);
  const stages = stagesOf(content);
  const known = (base?.content as unknown as typeof content | undefined)?.stages ?? {};
  const wrong = (key: string) =>
    problems.some(
      ({ definition: id, path }) =>
        id === `pipeline/${definition.key}` && path?.[0] === 'stages' && path[1] === key,
    );
  const move = (from: number, to: number) => edit(orderStages(content, from, to));
  return (
    <section>
      <SortList
        ids={stages.map(({ key }) => key)}
        onMove={move}
        label={t('design.kind.pipeline.stages')}
        className={classes.list}
      >
        {stages.map(({ key, stage }, at) => (
          <SortLine key={key} id={key} className={classes.stage} chosen={key === chosen}>
            <UnstyledButton
              className={classes.open}
              aria-pressed={key === chosen}
              onClick={() => choose(key === chosen ? null : key)}
            >
              <span className={classes.number}>{at + 1}</span>
              <span className={classes.name} data-wrong={wrong(key)}>
                {text(stage.label, key)}
              </span>
              {!(key in known) && (
                <Pill small tone="accent">
                  {t('design.mark.new')}
                </Pill>
              )}
              {stage.outcome && (
                <Pill small tone={OUTCOMES[stage.outcome]}>
                  {t(`design.stage.${stage.outcome}`)}
                </Pill>
              )}
              <span className={classes.asks}>{asks(stage.requires, stage.checklist, t)}</span>
              <span className={classes.probability}>
                {stage.probability === undefined ? '' : `${stage.probability} %`}
              </span>
            </UnstyledButton>
            <span className={classes.deeds}>
              <ActionIcon
                aria-label={t('design.removeNamed', { name: text(stage.label, key) })}
                disabled={stages.length === 1}
                onClick={() => edit(removeStage(content, key))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </span>
          </SortLine>
        ))}
      </SortList>
      <NewStage
        taken={(key) => key in content.stages}
        onAdd={(key, label) => {
          edit(addStage(content, key, { label }));
          choose(key);
        }}
      />
    </section>
  );
}

// helpers //////////

function asks(
  requires: readonly string[] = [],
  checklist: object | undefined,
  t: ReturnType<typeof useText>,
): string {
  const checks = Object.keys(checklist ?? {}).length;
  return [
    ...(requires.length > 0 ? [t('design.stage.requiresCount', { count: requires.length })] : []),
    ...(checks > 0 ? [t('design.stage.checksCount', { count: checks })] : []),
  ].join(' · ');
}

/** Its name in the person's language; the others are given in the panel. */
function NewStage({
  taken,
  onAdd,
}: {
  readonly taken: (key: string) => boolean;
  readonly onAdd: (key: string, label: Record<string, string>) => void;
}) {
  const t = useText();
  const { language } = useLanguage();
  const [name, setName] = useState('');
  const add = () => {
    if (!name.trim()) return;
    onAdd(keyOfLabel(name.trim(), taken, 'stage'), { [language]: name.trim() });
    setName('');
  };
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextInput
        aria-label={t('design.stage.new')}
        placeholder={t('design.stage.new')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" leftSection={<IconPlus size={16} />} disabled={!name.trim()}>
        {t('design.add')}
      </Button>
    </form>
  );
}
