/** Several calls in one request, together or each by itself; later ones may refer to the replies of earlier ones. */
import { endpoint } from './endpoint.ts';
import type { CallResults, CallSet } from './schemas/generated/api.ts';

export type {
  CallResult,
  CallResults,
  CallSet,
  CompleteTaskCall,
  CreateCall,
  DeleteCall,
  RestoreCall,
  StartProcessCall,
  UpdateCall,
  UpsertCall,
} from './schemas/generated/api.ts';

export const makeCalls = endpoint<{ body: CallSet; reply: CallResults }>()({
  method: 'POST',
  path: '/api/batch',
  access: 'person',
  summary:
    'Up to 100 calls in their order: all of them in one transaction or none, or each by itself. Later calls may use what earlier ones replied.',
  body: { file: 'calls', def: 'CallSet' },
  reply: { file: 'calls', def: 'CallResults' },
});
