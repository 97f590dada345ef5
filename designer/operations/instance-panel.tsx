/** Beside an instance's diagram: its incidents, where it stands, moving it by hand, its variables. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import {
  type InstanceDetail,
  modifyInstance,
  retryIncidents,
  type Standing,
  setInstanceVariables,
} from '#api/instances.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { operatedInstanceAddress } from '../draft/addresses.ts';
import { stateText } from '../kit/feel-value.ts';
import { PanelBody, Section } from '../kit/panel.tsx';
import { InstanceVariables } from './instance-variables.tsx';
import classes from './operations.module.css';
import type { ModelElement } from './operations-data.ts';
import type { InstanceDeed } from './use-instance-deed.ts';

export interface InstancePanelProps {
  readonly process: string;
  readonly detail: InstanceDetail;
  readonly deed: InstanceDeed;
  /** Of its version; null while they are read. */
  readonly elements: ReadonlyMap<string, ModelElement> | null;
  /** The element chosen on the diagram. */
  readonly chosen: string | null;
  readonly onChoose: (element: string) => void;
}

export function InstancePanel({ process, detail, deed, elements, chosen, onChoose }: InstancePanelProps) {
  const t = useText();
  const client = useApi();
  const format = useFormat();
  const { item, standing } = detail;
  const params = { id: item.id };
  const ended = item.endedAt !== null;
  const env = { now: format.now(), zone: format.timeZone };
  const named = (element: string) => elements?.get(element)?.name ?? element;
  const textOf = (value: Json) => {
    const record = (value as { $record?: { id: string } } | null)?.$record;
    return (record && record.id === item.record?.id && item.record.title) || stateText(value, env);
  };
  const stuck = standing.filter(({ incident }) => incident !== null);
  return (
    <PanelBody>
      {stuck.length > 0 && (
        <Section title={t('design.operations.incidents')} note={stuck.length}>
          {stuck.map((stand) => (
            <Incident
              key={stand.key}
              stand={stand}
              name={named(stand.element)}
              onRetry={() =>
                deed.mutate(() =>
                  client.call(retryIncidents, { params, body: { keys: [stand.incident!.key] } }),
                )
              }
            />
          ))}
          <p className={classes.hint}>{t('design.operations.incidentHelp')}</p>
        </Section>
      )}
      {!ended && (
        <Section title={t('design.operations.standsAt')} note={standing.length || undefined}>
          <ul className={classes.standing}>
            {standing.map(({ key, element, kind, dueAt, assignee, called }) => (
              <li key={key}>
                <button type="button" onClick={() => onChoose(element)}>
                  {named(element)}
                </button>
                <span>
                  {[
                    t(`design.operations.kind.${kind}`, { defaultValue: kind }),
                    assignee?.name,
                    dueAt && format.when(dueAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {called !== null && (
                  <Link href={operatedInstanceAddress(process, called)}>{t('design.operations.called')}</Link>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!ended && (
        <Section title={t('design.operations.move')}>
          {chosen === null || !elements?.has(chosen) ? (
            <p className={classes.hint}>{t('design.operations.moveHelp')}</p>
          ) : (
            <div className={classes.move}>
              <b>{named(chosen)}</b>
              <Button
                onClick={() =>
                  deed.mutate(() => client.call(modifyInstance, { params, body: startAt(chosen, 'before') }))
                }
              >
                {t('design.operations.startBefore')}
              </Button>
              <Button
                onClick={() =>
                  deed.mutate(() => client.call(modifyInstance, { params, body: startAt(chosen, 'after') }))
                }
              >
                {t('design.operations.startAfter')}
              </Button>
              {standing.some(({ element }) => element === chosen) && (
                <Button
                  color="bad"
                  onClick={() =>
                    deed.mutate(() =>
                      client.call(modifyInstance, { params, body: { cancel: [{ element: chosen }] } }),
                    )
                  }
                >
                  {t('design.operations.cancelHere')}
                </Button>
              )}
            </div>
          )}
        </Section>
      )}
      <InstanceVariables
        title={t('design.trial.variables')}
        variables={(detail.variables ?? {}) as Record<string, Json>}
        env={env}
        textOf={textOf}
        onSet={
          ended
            ? null
            : (variables) =>
                deed.mutate(() => client.call(setInstanceVariables, { params, body: { variables } }))
        }
      />
      {detail.scopes.map(({ key, element, variables }) => (
        <InstanceVariables
          key={key}
          title={named(element)}
          variables={variables as Record<string, Json>}
          env={env}
          textOf={textOf}
          onSet={
            ended
              ? null
              : (changed) =>
                  deed.mutate(() =>
                    client.call(setInstanceVariables, {
                      params,
                      body: { variables: changed, scope: key, local: true },
                    }),
                  )
          }
        />
      ))}
    </PanelBody>
  );
}

// helpers //////////

function startAt(element: string, place: 'before' | 'after') {
  return { start: [{ element, place }] };
}

function Incident({
  stand: { incident },
  name,
  onRetry,
}: {
  readonly stand: Standing;
  readonly name: string;
  readonly onRetry: () => void;
}) {
  const t = useText();
  const format = useFormat();
  if (incident === null) return null;
  return (
    <div className={classes.incident}>
      <b>{name}</b>
      <p>{incident.message}</p>
      <small>{format.when(incident.at)}</small>
      <Button size="compact-sm" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
        {t('design.operations.deed.retry')}
      </Button>
    </div>
  );
}
