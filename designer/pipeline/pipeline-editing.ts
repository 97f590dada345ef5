/** What the parts of the pipeline's editor are handed. */
import type { PipelineDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Edit } from '../draft/use-content.ts';

export interface PipelineEditing {
  readonly content: PipelineDefinition;
  readonly edit: Edit<PipelineDefinition>;
}
