/** The sections of the form with their rows: items are chosen, dragged by hand or moved by Alt with the arrow keys, taken away by Delete. */
import { useDraggable, useDroppable } from '@dnd-kit/core';
import { UnstyledButton } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { type FieldWords, type FormEditing, useFieldWords } from './form-editing.ts';
import { type ItemSettings, itemAt, movedItem, nudged, type Place, tidied, without } from './form-layout.ts';
import classes from './form-page.module.css';

export function Canvas(given: FormEditing) {
  const t = useText();
  const text = useLabelText();
  const { sections, keep, chosen, onChoose } = given;
  const words = useFieldWords(given);
  const press = (event: KeyboardEvent<HTMLElement>, place: Place) => {
    if (event.key === 'Delete') {
      event.preventDefault();
      keep(tidied(without(sections, place)));
      onChoose(null);
      return;
    }
    const spot = event.altKey && itemAt(sections, place) ? nudged(sections, place, event.key) : null;
    if (!spot) return;
    event.preventDefault();
    const moved = movedItem(sections, place, spot);
    keep(moved.sections);
    onChoose({ item: moved.place });
    const { section, row, at } = moved.place;
    requestAnimationFrame(() => document.getElementById(`item ${section} ${row} ${at}`)?.focus());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside everything chooses the form
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape of the page does the same
    <div className={classes.page} onClick={() => onChoose(null)}>
      {sections.map((section, i) => {
        const title = section.label === undefined ? t('design.formEditor.noTitle') : text(section.label, '');
        const isChosen = chosen !== null && 'section' in chosen && chosen.section === i;
        return (
          <section
            // biome-ignore lint/suspicious/noArrayIndexKey: sections have no other name
            key={i}
            className={classes.section}
            aria-label={title}
            data-chosen={isChosen}
          >
            <UnstyledButton
              className={classes.sectionTitle}
              data-unnamed={section.label === undefined}
              onClick={(event) => {
                event.stopPropagation();
                onChoose({ section: i });
              }}
            >
              {title}
              {section.show !== undefined && (
                <span className={classes.when}>
                  <IconEye size={13} aria-hidden /> {section.show}
                </span>
              )}
            </UnstyledButton>
            {section.rows.map((row, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
              <div key={j}>
                <Gap section={i} row={j} />
                <div className={classes.row}>
                  {row.map((item, at) => (
                    <ItemBox
                      key={item.field ?? `text ${at}`}
                      item={item}
                      place={{ section: i, row: j, at }}
                      words={words}
                      chosen={
                        chosen !== null &&
                        'item' in chosen &&
                        chosen.item.section === i &&
                        chosen.item.row === j &&
                        chosen.item.at === at
                      }
                      onChoose={() => onChoose({ item: { section: i, row: j, at } })}
                      onKey={(event) => press(event, { section: i, row: j, at })}
                    />
                  ))}
                </div>
              </div>
            ))}
            <Gap section={i} row={section.rows.length} />
          </section>
        );
      })}
    </div>
  );
}

// helpers //////////

/** Between two rows: what is dropped here has a row of its own. */
function Gap({ section, row }: { readonly section: number; readonly row: number }) {
  const { setNodeRef, isOver } = useDroppable({
    id: `gap ${section} ${row}`,
    data: { section, row, at: null },
  });
  return <div ref={setNodeRef} className={classes.gap} data-over={isOver} />;
}

function ItemBox({
  item,
  place,
  words,
  chosen,
  onChoose,
  onKey,
}: {
  readonly item: ItemSettings;
  readonly place: Place;
  readonly words: FieldWords;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
}) {
  const t = useText();
  const text = useLabelText();
  const { section, row, at } = place;
  const drag = useDraggable({ id: `item ${section} ${row} ${at}`, data: { from: place } });
  const drop = useDroppable({ id: `in ${section} ${row} ${at}`, data: { section, row, at: at + 1 } });
  const isText = item.text !== undefined;
  const name = isText
    ? text(item.text, '')
    : item.label === undefined
      ? words.name(item.field ?? '')
      : text(item.label, item.field ?? '');
  const type = item.field === undefined ? null : words.type(item.field);
  return (
    <div ref={drop.setNodeRef} className={classes.slot} data-over={drop.isOver && !drag.isDragging}>
      <button
        type="button"
        id={`item ${section} ${row} ${at}`}
        ref={drag.setNodeRef}
        className={classes.item}
        data-text={isText}
        data-chosen={chosen}
        data-wrong={!isText && type === null}
        data-dragged={drag.isDragging}
        aria-pressed={chosen}
        title={t('design.formEditor.moveHelp')}
        style={{
          transform: drag.transform ? `translate(${drag.transform.x}px, ${drag.transform.y}px)` : undefined,
        }}
        onClick={(event) => {
          event.stopPropagation();
          onChoose();
        }}
        {...drag.listeners}
        onKeyDown={onKey}
      >
        <span className={classes.itemName}>
          {name}
          {item.required !== undefined && item.required !== false && <em aria-hidden> *</em>}
        </span>
        <small>
          {[
            type ?? (isText ? null : t('design.formEditor.noField')),
            item.show && t('design.formEditor.sometimes'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </button>
    </div>
  );
}
