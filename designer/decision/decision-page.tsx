/** A DMN file: its decision table to be edited like a spreadsheet, a line to try it, the properties of what is chosen. */
import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type Definition, type DefinitionProblem, idOf } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { useProblems } from '../draft/problems.tsx';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { ColumnPanel } from './column-panel.tsx';
import { DecisionExpression } from './decision-expression.tsx';
import classes from './decision-page.module.css';
import { DecisionPanel } from './decision-panel.tsx';
import { readDecisions } from './decision-table.ts';
import { TableGrid } from './table-grid.tsx';
import type { Trial } from './trial.ts';
import { TryIt } from './try-it.tsx';

export function DecisionPage({ definition }: { readonly definition: Definition }) {
  const t = useText();
  const [xml, edit] = useContent<string>(definition);
  const decisions = useMemo(() => readDecisions(xml), [xml]);
  const [wanted, choose] = useState<string | null>(null);
  const [column, chooseColumn] = useState<number | null>(null);
  const [trial, setTrial] = useState<Trial | null>(null);
  const problems = useProblems().filter((problem) => problem.definition === idOf(definition));
  const part =
    decisions?.find(({ id }) => id === wanted) ?? decisions?.find(({ table }) => table) ?? decisions?.[0];
  const given = { xml, edit };
  const open = (id: string | null) => {
    choose(id);
    chooseColumn(null);
    setTrial(null);
  };
  const show = ({ elementId }: DefinitionProblem) => {
    const holder = decisions?.find(
      ({ id, table }) =>
        id === elementId ||
        table?.columns.some((one) => one.id === elementId) ||
        table?.rules.some((rule) => rule.id === elementId || rule.ids.includes(elementId ?? '')),
    );
    if (holder && holder.id !== part?.id) open(holder.id);
    document.querySelector<HTMLElement>(`[data-element="${CSS.escape(elementId ?? '')}"]`)?.focus();
  };
  const table = part?.table ?? null;
  const chosen = column !== null && table?.columns[column] ? column : null;
  return (
    <DefinitionFrame
      definition={definition}
      tab="editor"
      onProblem={show}
      tools={
        decisions &&
        decisions.length > 1 && (
          <Select
            aria-label={t('design.dmn.which')}
            data={decisions.map(({ id, name }) => ({ value: id, label: name }))}
            value={part?.id ?? null}
            onChange={open}
            allowDeselect={false}
            w={220}
          />
        )
      }
      props={
        part && table && chosen !== null ? (
          <ColumnPanel
            key={`${part.id} ${chosen}`}
            {...given}
            part={part}
            column={chosen}
            choose={chooseColumn}
          />
        ) : (
          part && <DecisionPanel key={part.id} {...given} part={part} definition={definition} />
        )
      }
    >
      <div className={classes.page}>
        {!part && <p className={classes.nothing}>{t('design.dmn.unreadable')}</p>}
        {part && table && (
          <TableGrid
            key={part.id}
            {...given}
            decision={part.id}
            table={table}
            problems={problems}
            fired={trial?.ok ? trial.rules : []}
            column={chosen}
            chooseColumn={chooseColumn}
          />
        )}
        {part && !table && <DecisionExpression {...given} part={part} />}
        {part && <TryIt key={`try ${part.id}`} xml={xml} part={part} trial={trial} onTrial={setTrial} />}
      </div>
    </DefinitionFrame>
  );
}
