/** The properties of a stage: its name, what it means for the record's way, what must be filled or ticked to be in it. */
import { ActionIcon, MultiSelect, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type Definition, splitReference } from '#metadata/definition.ts';
import type { Label } from '#metadata/label.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { writableFields } from '../draft/entity-fields.ts';
import { useProblems } from '../draft/problems.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { TextProp } from '../kit/text-prop.tsx';
import { useProblemWords } from '../kit/words.ts';
import { Checklist } from './checklist.tsx';
import { type Stage, setStage } from './pipeline-content.ts';
import type { PipelineEditing } from './pipeline-editing.ts';

export interface StagePanelProps extends PipelineEditing {
  readonly stage: string;
  readonly definition: Definition;
  readonly choose: (stage: string | null) => void;
}

export function StagePanel({ stage: key, definition, content, edit, choose }: StagePanelProps) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const words = useProblemWords();
  const stage = content.stages[key]!;
  const problems = useProblems().filter(
    ({ definition: id, path }) =>
      id === `pipeline/${definition.key}` && path?.[0] === 'stages' && path[1] === key,
  );
  const set = (change: Partial<Record<keyof Stage, unknown>>, about?: string) =>
    edit(setStage(content, key, { ...stage, ...change } as Stage), about && `${key}.${about}`);
  const entity = registry.entities.get(splitReference(content.entity).key);
  const fields = entity ? writableFields(entity).filter(({ type }) => !type.stages) : [];
  const requires = stage.requires ?? [];
  const unknown = requires.filter((field) => !fields.some((one) => one.key === field));
  return (
    <>
      <PanelHead
        icon="timeline"
        title={text(stage.label, key)}
        sub={
          <>
            {t('design.stage.one')} · <code>{key}</code>
          </>
        }
      >
        <ActionIcon aria-label={t('design.close')} onClick={() => choose(null)}>
          <IconX size={18} />
        </ActionIcon>
      </PanelHead>
      <PanelBody>
        {problems.map((problem) => (
          <ProblemLine key={problem.message} severity={problem.severity} message={words(problem)} />
        ))}
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={stage.label}
            onChange={(label) => set({ label }, 'label')}
          />
          <SegmentedControl
            fullWidth
            aria-label={t('design.stage.outcome')}
            data={[
              { value: '', label: t('design.stage.open') },
              { value: 'won', label: t('design.stage.won') },
              { value: 'lost', label: t('design.stage.lost') },
            ]}
            value={stage.outcome ?? ''}
            onChange={(outcome) => set({ outcome: outcome || undefined })}
          />
          {!stage.outcome && (
            <TextProp
              label={t('design.stage.probability')}
              value={stage.probability === undefined ? '' : String(stage.probability)}
              onChange={(typed) => {
                const number = Number(typed.replace(',', '.'));
                if (typed.trim() === '') set({ probability: undefined }, 'probability');
                else if (number >= 0 && number <= 100) set({ probability: number }, 'probability');
              }}
            />
          )}
          <LabelProp
            title={t('design.stage.help')}
            lines
            value={stage.help}
            onChange={(help) => set({ help }, 'help')}
          />
        </Section>
        <Section title={t('design.stage.asks')}>
          <MultiSelect
            label={t('design.stage.requires')}
            description={t('design.stage.requiresHelp')}
            data={[
              ...fields.map((field) => ({ value: field.key, label: text(field.label, field.key) })),
              ...unknown.map((field) => ({ value: field, label: field })),
            ]}
            value={requires}
            onChange={(next) => set({ requires: next })}
            searchable
          />
          <Checklist
            value={(stage.checklist ?? {}) as Readonly<Record<string, Label>>}
            onChange={(checklist, about) => set({ checklist }, about)}
          />
        </Section>
      </PanelBody>
    </>
  );
}
