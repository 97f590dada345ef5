/**
 * What of the platform expressions and timers of processes stand on: its functions, and the calendars of the release that is live.
 * Made once by `assemble.ts`; asked for every unit of work, so that a unit sees one release from beginning to end.
 */
import type { StepEnv } from '#engine/world.ts';
import { platformFunctions } from '#metadata/functions.ts';
import type { Registry } from '#metadata/registry.ts';

export type PlatformFacts = Pick<StepEnv, 'functions' | 'calendars'>;
export type Platform = (time: { readonly now: number; readonly zone: string }) => PlatformFacts;

export function platformOf(registry: () => Pick<Registry, 'calendars'>): Platform {
  // Units that begin in the same millisecond share theirs.
  let last: { readonly now: number; readonly zone: string; readonly facts: PlatformFacts } | null = null;
  return ({ now, zone }) => {
    const { calendars } = registry();
    if (last?.now === now && last.zone === zone && last.facts.calendars === calendars) return last.facts;
    const facts = { functions: platformFunctions({ now, zone }, calendars), calendars };
    last = { now, zone, facts };
    return facts;
  };
}

/** Without functions and calendars, for engines that have no configuration. */
export const NO_PLATFORM: Platform = () => ({});
