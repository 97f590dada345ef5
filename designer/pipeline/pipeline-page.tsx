/** A pipeline: its stages in order, what each asks, and which stage may follow which. */
import { useState } from 'react';
import type { Definition, DefinitionProblem } from '#metadata/definition.ts';
import type { PipelineDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { Moves } from './moves.tsx';
import classes from './pipeline-page.module.css';
import { PipelinePanel } from './pipeline-panel.tsx';
import { StageList } from './stage-list.tsx';
import { StagePanel } from './stage-panel.tsx';

export function PipelinePage({ definition }: { readonly definition: Definition }) {
  const [content, edit] = useContent<PipelineDefinition>(definition);
  const [wanted, choose] = useState<string | null>(null);
  const chosen = wanted !== null && Object.hasOwn(content.stages, wanted) ? wanted : null;
  const show = ({ path = [] }: DefinitionProblem) => {
    const [part, stage] = path;
    if ((part === 'stages' || part === 'moves') && typeof stage === 'string') choose(stage);
  };
  const given = { content, edit, chosen, choose };
  return (
    <DefinitionFrame
      definition={definition}
      tab="editor"
      onProblem={show}
      props={
        chosen === null ? (
          <PipelinePanel definition={definition} content={content} edit={edit} />
        ) : (
          <StagePanel key={chosen} {...given} stage={chosen} definition={definition} />
        )
      }
    >
      <div className={classes.page}>
        <StageList {...given} definition={definition} />
        <Moves content={content} edit={edit} />
      </div>
    </DefinitionFrame>
  );
}
