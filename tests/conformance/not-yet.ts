/** Scenarios that need more than is built, by id, with the reason. The list may only shrink. */
export const NOT_YET: Readonly<Record<string, string>> = {};
