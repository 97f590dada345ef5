/** False also where nothing was built yet. */
export function isFresh(): boolean;
