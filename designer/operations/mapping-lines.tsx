/** What becomes of each element, line by line: what was found, corrected by hand, and which events are waited for anew. */
import { Button, Checkbox, NativeSelect, UnstyledButton } from '@mantine/core';
import { IconArrowRight, IconX } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { mappingOrder } from './mapping.ts';
import classes from './operations.module.css';
import type { ModelElement } from './operations-data.ts';

type Elements = ReadonlyMap<string, ModelElement> | null;

export interface MappingLinesProps {
  readonly mapping: ReadonlyMap<string, string | null>;
  readonly corrected: Readonly<Record<string, string>>;
  readonly onCorrect: (corrected: Readonly<Record<string, string>>) => void;
  /** Events of the old version that are waited for as the new one says. */
  readonly renewed: ReadonlySet<string>;
  readonly onRenew: (renewed: ReadonlySet<string>) => void;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  /** How many stand at each element. */
  readonly standing: ReadonlyMap<string, number>;
  readonly old: Elements;
  readonly next: Elements;
}

export function MappingLines(props: MappingLinesProps) {
  const { mapping, chosen, old } = props;
  const t = useText();
  return (
    <section className={classes.mapping} aria-label={t('design.operations.mapping')}>
      <h2 className={classes.underTitle}>
        {t('design.operations.mapping')}
        <small>
          {chosen === null
            ? t('design.operations.mappingHelp')
            : t('design.operations.nowRight', { name: old?.get(chosen)?.name ?? chosen })}
        </small>
      </h2>
      <div className={classes.groups}>
        {mappingOrder(mapping, props.standing).map((id) => (
          <MappingLine key={id} id={id} {...props} />
        ))}
      </div>
    </section>
  );
}

// helpers //////////

function MappingLine({ id, ...props }: MappingLinesProps & { readonly id: string }) {
  const { mapping, corrected, onCorrect, chosen, onChoose, standing, old, next } = props;
  const t = useText();
  const becomes = mapping.get(id) ?? '';
  const { name = id, kind, awaits = false, beside = false } = old?.get(id) ?? {};
  const standingHere = standing.get(id) ?? 0;
  return (
    <div className={classes.line} data-open={becomes === '' && !beside} data-chosen={id === chosen}>
      <UnstyledButton onClick={() => onChoose(id)}>
        {name}
        {standingHere > 0 && <em>{standingHere}</em>}
      </UnstyledButton>
      <IconArrowRight size={14} aria-hidden />
      <NativeSelect
        size="xs"
        aria-label={t('design.operations.becomes', { name })}
        value={becomes}
        data={[
          { value: '', label: t(beside ? 'design.operations.awaitedNoMore' : 'design.operations.nothing') },
          ...[...(next?.values() ?? [])]
            .filter((one) => one.waits && (one.kind === kind || one.id === becomes))
            .map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(event) => onCorrect({ ...corrected, [id]: event.currentTarget.value })}
      />
      <span className={classes.lineEnd}>
        {awaits && becomes !== '' && <Renew {...props} id={id} name={name} />}
        {id in corrected && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconX size={12} />}
            onClick={() => {
              const { [id]: _gone, ...rest } = corrected;
              onCorrect(rest);
            }}
          >
            {t('design.operations.automatic')}
          </Button>
        )}
      </span>
    </div>
  );
}

function Renew({
  id,
  name,
  renewed,
  onRenew,
}: Pick<MappingLinesProps, 'renewed' | 'onRenew'> & { readonly id: string; readonly name: string }) {
  const t = useText();
  return (
    <Checkbox
      size="xs"
      label={t('design.operations.renew')}
      aria-label={t('design.operations.renewNamed', { name })}
      title={t('design.operations.renewHelp')}
      checked={renewed.has(id)}
      onChange={({ currentTarget: { checked } }) =>
        onRenew(new Set(checked ? [...renewed, id] : [...renewed].filter((one) => one !== id)))
      }
    />
  );
}
