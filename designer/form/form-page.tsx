/**
 * A form: what can be placed on the left, its sections and rows in the middle, the settings of what is chosen on the right; or the form
 * itself, to be filled in.
 */

import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Definition, splitReference } from '#metadata/definition.ts';
import { layoutOf } from '#metadata/form.ts';
import type { Form as FormOfRegistry } from '#metadata/registry.ts';
import type { FormDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useApi } from '#ui/api.tsx';
import { Form, useForm } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { modelQuery } from '#ui/model.ts';
import { useDraft } from '../draft/draft.tsx';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { Canvas } from './canvas.tsx';
import type { Chosen, FormEditing } from './form-editing.ts';
import {
  movedItem,
  type Place,
  placed,
  placeOf,
  type SectionRows,
  type Spot,
  sectionsOf,
  withSections,
} from './form-layout.ts';
import classes from './form-page.module.css';
import { FormPanel } from './form-panel.tsx';
import { Palette } from './palette.tsx';

/** What is dragged: something placed, or a field of the palette. */
type Dragged = { readonly from: Place } | { readonly field: string };

export function FormPage({ definition }: { readonly definition: Definition }) {
  const t = useText();
  const { registry } = useDraft();
  const [content, edit] = useContent<FormDefinition>(definition);
  const [chosen, setChosen] = useState<Chosen>(null);
  const [filling, setFilling] = useState(false);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const form = registry.forms.get(definition.key);
  const given: FormEditing = {
    content,
    edit,
    sections: sectionsOf(content),
    keep: (sections: readonly SectionRows[], about) => edit(withSections(content, sections), about),
    entity:
      content.entity === undefined ? undefined : registry.entities.get(splitReference(content.entity).key),
    form,
    chosen,
    onChoose: setChosen,
  };
  const drop = ({ active, over }: DragEndEvent) => {
    const dragged = active.data.current as Dragged | undefined;
    const spot = over?.data.current as Spot | undefined;
    if (!dragged || !spot) return;
    if ('from' in dragged) {
      const { sections, place } = movedItem(given.sections, dragged.from, spot);
      given.keep(sections);
      setChosen({ item: place });
      return;
    }
    const item = { field: dragged.field };
    const sections = placed(given.sections, item, spot);
    const place = placeOf(sections, item);
    given.keep(sections);
    setChosen(place && { item: place });
  };
  return (
    <DefinitionFrame
      definition={definition}
      tab="editor"
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t('design.formEditor.mode')}
          value={filling ? 'fill' : 'layout'}
          data={[
            { value: 'layout', label: t('design.formEditor.layout') },
            { value: 'fill', label: t('design.formEditor.fill') },
          ]}
          onChange={(mode) => setFilling(mode === 'fill')}
        />
      }
      props={<FormPanel {...given} definition={definition} />}
    >
      {filling ? (
        <div className={classes.page}>{form && <Preview key={JSON.stringify(content)} form={form} />}</div>
      ) : (
        <DndContext sensors={sensors} onDragEnd={drop}>
          <div className={classes.editor}>
            <Palette {...given} />
            <Canvas {...given} />
          </div>
        </DndContext>
      )}
    </DefinitionFrame>
  );
}

// helpers //////////

/** The form as people get it, with nothing in it; what is typed goes nowhere. */
function Preview({ form }: { readonly form: FormOfRegistry }) {
  const known = useQuery(modelQuery(useApi()));
  if (!known.data) return <Skeleton height={240} />;
  return <Filled form={form} />;
}

function Filled({ form }: { readonly form: FormOfRegistry }) {
  const t = useText();
  const { registry } = useDraft();
  const handle = useForm({ layout: layoutOf(form, registry), original: {}, fresh: true });
  return (
    <div className={classes.preview}>
      <p className={classes.hint}>{t('design.formEditor.fillHelp')}</p>
      <Form form={handle} look="boxed" />
    </div>
  );
}
