/** The data model: the canvas, the chosen entity's fields and settings beside it. On the phone a list instead of the canvas. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconHierarchy2, IconPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { PEOPLE } from '#metadata/people.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { DATA_MODEL, HOME } from '../draft/addresses.ts';
import { useDraft, useDraftStore } from '../draft/draft.tsx';
import { DraftMark } from '../kit/draft-mark.tsx';
import { BarLine, BarSpace, EditorFrame, UndoRedo } from '../kit/editor-frame.tsx';
import { useBegun } from '../kit/use-begun.ts';
import { Canvas } from './canvas.tsx';
import { EntityList, EntityPicker } from './entity-list.tsx';
import { EntityPanel } from './entity-panel.tsx';
import { shownEntities } from './model-fields.ts';
import { NewEntity } from './new-entity.tsx';

export interface DataModelPageProps {
  readonly entity: string | null;
  /** Opens with the question for a new entity. */
  readonly begin: boolean;
  readonly onEntity: (entity: string | null) => void;
}

export function DataModelPage({ entity: key, begin, onEntity }: DataModelPageProps) {
  const t = useText();
  const phone = usePhone();
  const draft = useDraft();
  const store = useDraftStore();
  const [order, setOrder] = useState(0);
  const [asked, setAsked] = useBegun(begin, DATA_MODEL);
  const entity = key === null ? undefined : draft.registry.entities.get(key);
  const [people, setPeople] = useState<'shown' | 'hidden'>('hidden');
  const entities = shownEntities(draft.registry);
  const drawn = useMemo(
    () =>
      shownEntities(draft.registry).filter(
        (one) => people === 'shown' || one.solution !== PEOPLE || one.key === key,
      ),
    [draft.registry, people, key],
  );
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAsked(true)}>
      {t('design.kind.entity.new')}
    </Button>
  );
  const bar = (
    <>
      {!phone && <EntityPicker entities={entities} chosen={key} onChoose={onEntity} />}
      <BarSpace />
      <UndoRedo
        onUndo={store.undo}
        onRedo={store.redo}
        canUndo={draft.position > 0}
        canRedo={draft.position < draft.steps.length}
      />
      {!phone && (
        <Button
          variant="subtle"
          leftSection={<IconUsers size={16} />}
          aria-pressed={people === 'shown'}
          onClick={() => setPeople(people === 'shown' ? 'hidden' : 'shown')}
        >
          {t(`design.model.people.${people}`)}
        </Button>
      )}
      {!phone && (
        <Tooltip label={t('design.model.order')}>
          <ActionIcon aria-label={t('design.model.order')} onClick={() => setOrder(order + 1)}>
            <IconHierarchy2 size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      <BarLine />
      {add}
    </>
  );
  const panel = entity ? (
    <EntityPanel key={entity.key} entity={entity} onGone={() => onEntity(null)} />
  ) : null;
  const canvas =
    (phone ? entities : drawn).length === 0 ? (
      <EmptyState title={t('design.kind.entity.none')} text={t('design.kind.entity.what')} action={add} />
    ) : phone ? (
      (panel ?? <EntityList entities={entities} onChoose={onEntity} />)
    ) : (
      <Canvas entities={drawn} chosen={key} onChoose={onEntity} order={order} />
    );
  return (
    <Page
      title={t('design.model.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={entity ? '/design/data-model' : HOME}
      mark={<DraftMark />}
    >
      <EditorFrame bar={bar} props={phone ? null : panel}>
        {canvas}
      </EditorFrame>
      {asked && <NewEntity onClose={() => setAsked(false)} onMade={onEntity} />}
    </Page>
  );
}
