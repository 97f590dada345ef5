/** Says that the timeline of a record has changed, for deeds that the live stream tells of a moment later. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

export function useTimelineNews(entity: string, id: string): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    void queries.invalidateQueries({ queryKey: ['records', entity, 'one', id, 'timeline'] });
    void queries.invalidateQueries({ queryKey: ['records', entity, 'one', id, 'followers'] });
  }, [queries, entity, id]);
}
