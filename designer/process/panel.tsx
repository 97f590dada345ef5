/** The properties of what is chosen: what it is, its problems, then the groups that have something to say of it. */

import type { DefinitionProblem } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords } from '../kit/words.ts';
import { bpmnIcon, bpmnKind } from './bpmn-kind.ts';
import type { Shape } from './bpmn-types.ts';
import type { Edit } from './edit.ts';
import { GROUPS } from './groups/table.ts';
import type { ProcessModeler } from './modeler.ts';

export interface PanelProps {
  readonly modeler: ProcessModeler;
  readonly edit: Edit;
  readonly element: Shape;
  /** Key of the definition, and its solution. */
  readonly process: string;
  readonly solution: string;
  readonly problems: readonly DefinitionProblem[];
}

export function Panel({ problems, ...given }: PanelProps) {
  const t = useText();
  const { element, modeler } = given;
  const words = useProblemWords((id) => modeler.services.elementRegistry.get(id)?.businessObject?.name);
  const kind = t(`design.bpmn.${bpmnKind(element)}`);
  const groups = GROUPS.filter((group) => group.applies(element));
  return (
    <>
      <PanelHead
        icon={bpmnIcon(element)}
        title={element.businessObject.name || kind}
        sub={
          <>
            {kind} · <code>{element.id}</code>
          </>
        }
      />
      <PanelBody key={element.id}>
        {problems.map((problem) => (
          <ProblemLine key={problem.message} severity={problem.severity} message={words(problem)} />
        ))}
        {groups.map(({ key, shut, note, Body }) => (
          <Section key={key} title={t(`design.group.${key}`)} shut={shut?.(element)} note={note?.(element)}>
            <Body {...given} />
          </Section>
        ))}
      </PanelBody>
    </>
  );
}
