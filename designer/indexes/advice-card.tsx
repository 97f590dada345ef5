/** One advice about an index: the field, what was slow or saved, and the deed that follows it in the draft. */
import { Button } from '@mantine/core';
import type { IndexAdvice, SlowFigures } from '#api/metadata.ts';
import { PEOPLE } from '#metadata/people.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Pill } from '#ui/pill.tsx';
import { entityAddress, newAddress } from '../draft/addresses.ts';
import { type DraftView, useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import page from '../kit/cards-page.module.css';

export function AdviceCard({ advice }: { readonly advice: IndexAdvice }) {
  const t = useText();
  const text = useLabelText();
  const format = useFormat();
  const { live } = useDraft();
  const entity = live.entities.get(advice.entity);
  if (!entity) return null;
  return (
    <section className={page.card}>
      <header className={page.head}>
        <h2>{text(entity.fields.get(advice.field)?.label, advice.field)}</h2>
        <Link href={entityAddress(entity.key)} className={page.about}>
          {text(entity.plural ?? entity.label, entity.key)}
        </Link>
        <Pill tone={advice.advice === 'add' ? 'warn' : 'info'}>
          {t(`design.indexes.advice.${advice.advice}`)}
        </Pill>
      </header>
      <div className={page.facts}>
        {advice.views > 0 && <p>{t('design.indexes.views', { count: advice.views })}</p>}
        {advice.slow && <Slow entity={entity} slow={advice.slow} />}
        <p>
          {advice.bytes === null
            ? t('design.indexes.lacks', { records: format.number(advice.records) })
            : t('design.indexes.idle', { size: format.bytes(advice.bytes) })}
        </p>
        <Deed advice={advice} />
      </div>
    </section>
  );
}

// helpers //////////

function Slow({ entity, slow }: { readonly entity: Entity; readonly slow: SlowFigures }) {
  const t = useText();
  const text = useLabelText();
  const format = useFormat();
  const nameOf = (path: string) => {
    const key = path.replace(/^-/, '');
    return text(entity.fields.get(key)?.label, key);
  };
  const seconds = (ms: number) =>
    t('design.indexes.seconds', { seconds: format.number(ms / 1000, ms < 10_000 ? 2 : 0) });
  const how = [
    slow.filters.length > 0 &&
      t('design.indexes.filtered', { fields: format.list(slow.filters.map(nameOf)) }),
    slow.search && t('design.indexes.searched'),
    slow.sort.length > 0 && t('design.indexes.sorted', { fields: format.list(slow.sort.map(nameOf)) }),
  ].filter((part) => part !== false);
  const what = t(`design.indexes.slow.${slow.what}`, {
    count: slow.count,
    average: seconds(slow.averageMs),
    most: seconds(slow.mostMs),
  });
  return <p>{how.length > 0 ? `${what} (${how.join('; ')})` : what}</p>;
}

function Deed({ advice }: { readonly advice: IndexAdvice }) {
  const t = useText();
  const make = useMake();
  const draft = useDraft();
  const wanted = advice.advice === 'add';
  if (wanted && advice.views === 0 && advice.slow?.lacks === 'order')
    return (
      <p>
        {t('design.indexes.byView')}{' '}
        <Link href={newAddress('view')} className={page.about}>
          {t('design.indexes.newView')}
        </Link>
      </p>
    );
  const field = draft.registry.entities.get(advice.entity)?.fields.get(advice.field);
  if (!field || isOfPlatform(draft, field)) return null;
  if (Boolean(field.definition.index) === wanted) return <p>{t('design.indexes.inDraft')}</p>;
  const { index: _, ...content } = field.definition;
  const follow = () =>
    make([
      {
        change: 'set_field',
        definition: field.origin!.definition,
        field: field.key,
        content: { ...content, ...(wanted && { index: true }) } as unknown as Json,
      },
    ]);
  return (
    <Button size="xs" onClick={follow}>
      {t(`design.indexes.follow.${advice.advice}`)}
    </Button>
  );
}

/** Its definitions come anew with each version. */
function isOfPlatform({ configuration }: DraftView, { origin }: Field): boolean {
  return origin === null || configuration.definitions.get(origin.definition)?.solution === PEOPLE;
}
