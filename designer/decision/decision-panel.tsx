/** The properties of a decision: its name, which of the rules that fit count, which processes ask it. */
import { Select } from '@mantine/core';
import { type Definition, definitionsOf } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { definitionAddress } from '../draft/addresses.ts';
import { nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { TextProp } from '../kit/text-prop.tsx';
import { setHitPolicy } from './column-edits.ts';
import { CoverageSection } from './coverage-section.tsx';
import type { DecisionEditing } from './decision-editing.ts';
import classes from './decision-page.module.css';
import { AGGREGATIONS, type DecisionPart, HIT_POLICIES, setDecision } from './decision-table.ts';

export function DecisionPanel({
  xml,
  edit,
  part,
  definition,
}: DecisionEditing & { readonly part: DecisionPart; readonly definition: Definition }) {
  const t = useText();
  const text = useLabelText();
  const { configuration } = useDraft();
  const { table } = part;
  const asked = new RegExp(`\\b(?:key|decisionRef|decisionId)="${part.id}"`);
  const users = definitionsOf(configuration, 'process').filter(({ content }) => asked.test(String(content)));
  return (
    <>
      <PanelHead
        icon="table-options"
        title={part.name}
        sub={
          <>
            {`${definition.key}.dmn`} · <code>{part.id}</code>
          </>
        }
      />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <TextProp
            label={t('design.name')}
            value={part.name}
            onChange={(name) => name && edit(setDecision(xml, part.id, { name }), `${part.id} name`)}
          />
          {table && (
            <Select
              label={t('design.dmn.policy')}
              description={t(`design.dmn.policyHelp.${table.hitPolicy.replace(' ', '_')}`)}
              data={HIT_POLICIES.map((policy) => ({
                value: policy,
                label: t(`design.dmn.policies.${policy.replace(' ', '_')}`),
              }))}
              value={table.hitPolicy}
              onChange={(policy) => policy && edit(setHitPolicy(xml, part.id, policy, table.aggregation))}
              allowDeselect={false}
            />
          )}
          {table?.hitPolicy === 'COLLECT' && (
            <Select
              label={t('design.dmn.aggregation')}
              data={AGGREGATIONS.map((value) => ({
                value,
                label: t(`design.dmn.aggregations.${value || 'list'}`),
              }))}
              value={table.aggregation}
              onChange={(value) => edit(setHitPolicy(xml, part.id, 'COLLECT', value ?? ''))}
              allowDeselect={false}
            />
          )}
        </Section>
        {table && <CoverageSection table={table} />}
        <Section title={t('design.usedBy')} note={users.length > 0 && users.length}>
          {users.length === 0 && <p className={classes.nothing}>{t('design.dmn.nobody')}</p>}
          {users.map((user) => (
            <Link key={user.key} href={definitionAddress('process', user.key)} className={classes.link}>
              {nameOf(user, text)}
            </Link>
          ))}
        </Section>
      </PanelBody>
    </>
  );
}
