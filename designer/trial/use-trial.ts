/** A trial in the page: what runs is loaded once, deeds are added, taken back and done again; the state is played from them. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Problem } from '#api/client.ts';
import { getRecord } from '#api/records.ts';
import type { Answer } from '#engine/asks.ts';
import type { Definition } from '#metadata/definition.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat } from '#ui/i18n.tsx';
import { useDraft } from '../draft/draft.tsx';
import { useTaskTypes } from '../draft/task-types.ts';
import { type TrialGround, trialModels } from './trial-models.ts';
import { type KnownRecord, playTrial, type RunScript, type Trial, type TrialDeed } from './trial-run.ts';

export interface TrialHandle {
  /** Null while it is loaded. */
  readonly ground: TrialGround | null;
  readonly trial: Trial | null;
  /** Deeds in force, of all that were done. */
  readonly position: number;
  readonly length: number;
  /** Scripts run in the page. */
  readonly hasSandbox: boolean;
  readonly byHand: boolean;
  setByHand(byHand: boolean): void;
  make(deed: TrialDeed): void;
  /** Answers what the last deed asks. */
  answer(answer: Answer): void;
  goTo(position: number): void;
}

const NO_SANDBOX: RunScript = () => null;

export function useTrial(definition: Definition): TrialHandle {
  const client = useApi();
  const format = useFormat();
  const draft = useDraft();
  const taskTypes = useTaskTypes();
  const [{ deeds, position }, setDone] = useState<Done>({ deeds: [], position: 0 });
  const [byHand, setByHand] = useState(false);
  const [begin] = useState(() => Date.now());
  const ground = useGround(definition, draft.registry, taskTypes);
  const sandbox = useQuery({
    queryKey: ['sandbox'],
    queryFn: async () => ({ run: await (await import('./scripts.ts')).openScripts() }),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: false,
  });
  const runScript = sandbox.data?.run ?? NO_SANDBOX;
  const zone = format.timeZone;
  const trial = useMemo(
    () =>
      ground?.ok && !sandbox.isPending
        ? playTrial({ models: ground.models, begin, zone, runScript }, deeds.slice(0, position))
        : null,
    [ground, sandbox.isPending, begin, zone, runScript, deeds, position],
  );
  const carriedOut = trial?.steps.length ?? 0;

  const onLast = useCallback(
    (change: (deed: TrialDeed) => TrialDeed) =>
      setDone((done) => ({
        ...done,
        deeds: done.deeds.map((deed, at) => (at === done.position - 1 ? change(deed) : deed)),
      })),
    [],
  );
  const missing = trial?.asked?.kind === 'record' ? trial.asked.record : null;
  const missingName = missing && `${missing.entity}:${missing.id}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the record
  useEffect(() => {
    if (!missing) return;
    let gone = false;
    void readValues(client, missing).then((values) => {
      const known: KnownRecord = { ...missing, values };
      if (!gone) onLast((deed) => ({ ...deed, records: [...(deed.records ?? []), known] }));
    });
    return () => {
      gone = true;
    };
  }, [client, missingName, onLast]);

  return {
    ground,
    trial,
    position,
    length: deeds.length,
    hasSandbox: sandbox.data !== undefined,
    byHand,
    setByHand,
    make: (deed) =>
      setDone((done) => {
        // One that was refused makes room.
        const kept = done.deeds.slice(0, carriedOut);
        return { deeds: [...kept, byHand ? { ...deed, byHand } : deed], position: kept.length + 1 };
      }),
    answer: (given) => onLast((deed) => ({ ...deed, answers: [...(deed.answers ?? []), given] })),
    goTo: (to) => setDone((done) => ({ ...done, position: Math.max(0, Math.min(done.deeds.length, to)) })),
  };
}

// helpers //////////

/** What runs, compiled anew where something of it is another. */
function useGround(
  definition: Definition,
  registry: Registry,
  taskTypes: ReadonlyMap<string, { readonly inline: boolean }>,
): TrialGround | null {
  const [ground, setGround] = useState<TrialGround | null>(null);
  useEffect(() => {
    let gone = false;
    void trialModels(definition, registry, taskTypes).then((found) => {
      if (!gone) setGround(found);
    });
    return () => {
      gone = true;
    };
  }, [definition, registry, taskTypes]);
  return ground;
}

interface Done {
  readonly deeds: readonly TrialDeed[];
  readonly position: number;
}

/** A record of the server as the trial begins with it; null where there is none, or none that the person may see. */
async function readValues(
  client: ReturnType<typeof useApi>,
  { entity, id }: { readonly entity: string; readonly id: string },
): Promise<Record<string, Json> | null> {
  try {
    return (await client.call(getRecord, { params: { entity, id } })) as Record<string, Json>;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
