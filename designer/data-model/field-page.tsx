/**
 * One field: its type on the left, its name, settings and rules in the middle, what it means on the right. A new field enters
 * the draft by a press; what is changed on one that is there is kept by itself, except another type, which says first what it does.
 */

import { Button, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconArrowsJoin2,
  IconArrowsSplit2,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Label } from '#metadata/label.ts';
import { formOf } from '#metadata/record-type.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { DATA_MODEL, entityAddress, fieldAddress, HOME } from '../draft/addresses.ts';
import { useDraft, useDraftStore, useLabelText, useMake } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { useSolution } from '../draft/solution.ts';
import { DraftMark } from '../kit/draft-mark.tsx';
import { BarLine, BarSpace, EditorFrame, UndoRedo } from '../kit/editor-frame.tsx';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useLater } from '../kit/use-later.ts';
import { useProblemWords } from '../kit/words.ts';
import { addFieldChanges, definitionOfField } from './field-changes.ts';
import { type FieldContent, readyToAdd, retyped, startOfField } from './field-content.ts';
import { FieldForm } from './field-form.tsx';
import classes from './field-page.module.css';
import { FieldSide } from './field-side.tsx';
import { formsOf } from './forms-of.ts';
import { JoinChoicesDialog } from './join-choices-dialog.tsx';
import { joinable } from './join-content.ts';
import { MoveFieldDialog } from './move-field-dialog.tsx';
import { movePlaces } from './move-places.ts';
import { SplitChoiceDialog } from './split-choice-dialog.tsx';
import { TypePalette } from './type-palette.tsx';

export interface FieldPageProps {
  readonly entity: string;
  /** Null: a new one. */
  readonly field: string | null;
}

export function FieldPage({ entity: entityKey, field: key }: FieldPageProps) {
  const t = useText();
  const { registry } = useDraft();
  const entity = registry.entities.get(entityKey);
  const field = key === null ? null : entity?.fields.get(key);
  if (entity && key === null) return <NewField entity={entity} />;
  if (entity && field?.origin) return <ExistingField entity={entity} field={field} />;
  return (
    <Page
      title={key ?? entityKey}
      crumbs={[{ label: t('design.model.title'), href: DATA_MODEL }]}
      back={DATA_MODEL}
    >
      <EmptyState
        title={t('design.missing.title')}
        text={t('design.missing.text')}
        action={
          <Button component={Link} href={DATA_MODEL} variant="filled" size="md">
            {t('design.model.title')}
          </Button>
        }
      />
    </Page>
  );
}

// helpers //////////

function NewField({ entity }: { readonly entity: Entity }) {
  const t = useText();
  const phone = usePhone();
  const go = useGo();
  const make = useMake();
  const { registry } = useDraft();
  const solution = useSolution();
  const [content, setContent] = useState<FieldContent>(() => startOfField('text'));
  const [typed, setTyped] = useState<string | null>(null);
  const [forms, setForms] = useState<readonly string[]>(() =>
    formsOf(registry, entity.key)
      .map(({ key }) => key)
      .filter((one) => one === formOf(registry, entity).key),
  );
  const taken = (used: string) => entity.fields.has(used);
  const key = typed ?? keyOfLabel(content.label as Label | undefined, taken, '');
  const ready = readyToAdd(content, key, taken);
  const add = (another: boolean) => {
    const given = { entity, solution: solution.key, field: key, content, forms };
    if (!make([...solution.changes, ...addFieldChanges(registry, given)])) return;
    if (!another) return go(entityAddress(entity.key));
    setContent(startOfField('text'));
    setTyped(null);
  };
  const bar = (
    <>
      {!phone && <span className={classes.barTitle}>{t('design.field.new')}</span>}
      <BarSpace />
      <Button component={Link} href={entityAddress(entity.key)}>
        {t('ui.action.cancel')}
      </Button>
      {!phone && (
        <Button disabled={!ready} onClick={() => add(true)}>
          {t('design.field.addAnother')}
        </Button>
      )}
      <Button
        variant="light"
        leftSection={<IconPlus size={16} />}
        disabled={!ready}
        onClick={() => add(false)}
      >
        {t('design.field.add')}
      </Button>
    </>
  );
  return (
    <Frame entity={entity} title={t('design.field.new')} bar={bar}>
      <TypePalette type={content.type} onType={(type) => setContent(retyped(content, type))} />
      <form
        className={classes.middle}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) add(false);
        }}
      >
        <FieldForm
          entity={entity}
          content={content}
          onContent={setContent}
          fieldKey={{ value: key, onChange: setTyped, taken: taken(key) }}
        />
        <button type="submit" hidden disabled={!ready} />
      </form>
      <FieldSide entity={entity} field={null} content={content} forms={forms} onForms={setForms} />
    </Frame>
  );
}

function ExistingField({ entity, field }: { readonly entity: Entity; readonly field: Field }) {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const text = useLabelText();
  const draft = useDraft();
  const store = useDraftStore();
  const definition = definitionOfField(entity, field.key);
  const saved = field.definition as unknown as FieldContent;
  const [content, setContent] = useLater(saved, (next) => {
    if (next.type === saved.type)
      make([{ change: 'set_field', definition, field: field.key, content: next }], { together: true });
  });
  const [wanted, setWanted] = useState<FieldContent | null>(null);
  const [dialog, setDialog] = useState<'move' | 'split' | 'join' | null>(null);
  const movable = movePlaces(draft.registry, entity).length > 0;
  const splittable = saved.type === 'choice' && saved.formula === undefined;
  const joins = splittable && joinable(entity, field).length > 0;
  const words = useProblemWords();
  const problems = useProblems().filter(
    (problem) =>
      problem.definition === definition && problem.path?.[0] === 'fields' && problem.path[1] === field.key,
  );
  const shown = wanted ?? content;
  const retype = () => {
    if (!wanted) return;
    const change = { change: 'retype_field', definition, field: field.key, content: wanted as Json };
    if (make([change])) setWanted(null);
  };
  const remove = () => {
    if (make([{ change: 'drop_field', definition, field: field.key }])) go(entityAddress(entity.key));
  };
  const rename = (to: string) => {
    if (to !== field.key && make([{ change: 'rename_field', definition, field: field.key, to }]))
      go(fieldAddress(entity.key, to), { replace: true });
  };
  const bar = (
    <>
      <span className={classes.barTitle}>{t('design.field.one')}</span>
      <BarSpace />
      <UndoRedo
        onUndo={store.undo}
        onRedo={store.redo}
        canUndo={draft.position > 0}
        canRedo={draft.position < draft.steps.length}
      />
      <BarLine />
      <Button variant="subtle" color="bad" leftSection={<IconTrash size={16} />} onClick={remove}>
        {t('design.remove')}
      </Button>
      {(movable || splittable) && (
        <MoreMenu>
          {movable && (
            <Menu.Item leftSection={<IconArrowsExchange size={16} />} onClick={() => setDialog('move')}>
              {t('design.moveField.menu')}
            </Menu.Item>
          )}
          {splittable && (
            <Menu.Item leftSection={<IconArrowsSplit2 size={16} />} onClick={() => setDialog('split')}>
              {t('design.splitChoice.menu')}
            </Menu.Item>
          )}
          {joins && (
            <Menu.Item leftSection={<IconArrowsJoin2 size={16} />} onClick={() => setDialog('join')}>
              {t('design.joinChoices.menu')}
            </Menu.Item>
          )}
        </MoreMenu>
      )}
      {/* On the phone the arrow beside the title leads there. */}
      <Button component={Link} href={entityAddress(entity.key)} visibleFrom="sm">
        {t('design.field.back', { name: text(entity.label, entity.key) })}
      </Button>
    </>
  );
  return (
    <Frame
      entity={entity}
      title={text(field.label, field.key)}
      bar={bar}
      under={
        problems.length > 0
          ? problems.map((problem) => (
              <ProblemLine key={problem.message} severity={problem.severity} message={words(problem)} />
            ))
          : undefined
      }
    >
      <TypePalette
        type={shown.type}
        was={saved.type}
        onType={(type) => setWanted(type === saved.type ? null : retyped(content, type))}
      />
      <div className={classes.middle}>
        <FieldForm
          entity={entity}
          content={shown}
          onContent={wanted ? setWanted : setContent}
          fieldKey={{ value: field.key, onRename: rename, taken: false }}
        />
      </div>
      <FieldSide
        entity={entity}
        field={field}
        content={shown}
        retype={
          wanted
            ? {
                ready: readyToAdd(wanted, field.key, () => false),
                onKeep: () => setWanted(null),
                onDo: retype,
              }
            : undefined
        }
      />
      {dialog === 'move' && (
        <MoveFieldDialog
          entity={entity}
          field={field}
          onClose={() => setDialog(null)}
          onMoved={(to, key) => go(fieldAddress(to, key), { replace: true })}
        />
      )}
      {dialog === 'split' && (
        <SplitChoiceDialog entity={entity} field={field} onClose={() => setDialog(null)} />
      )}
      {dialog === 'join' && (
        <JoinChoicesDialog entity={entity} field={field} onClose={() => setDialog(null)} />
      )}
    </Frame>
  );
}

function Frame({
  entity,
  title,
  bar,
  under,
  children,
}: {
  readonly entity: Entity;
  readonly title: string;
  readonly bar: React.ReactNode;
  readonly under?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  const t = useText();
  const text = useLabelText();
  const phone = usePhone();
  return (
    <Page
      title={title}
      crumbs={[
        ...(phone ? [] : [{ label: t('design.nav.overview'), href: HOME }]),
        { label: t('design.model.title'), href: DATA_MODEL },
        { label: text(entity.label, entity.key), href: entityAddress(entity.key) },
      ]}
      back={entityAddress(entity.key)}
      mark={<DraftMark />}
    >
      <EditorFrame bar={bar} under={under}>
        <div className={classes.columns}>{children}</div>
      </EditorFrame>
    </Page>
  );
}
