/** The one function that puts a name into SQL text. Names come from the registry only and are checked all the same. */
const KEY = /^[a-z_][a-z0-9_]{0,62}$/;

/** `"name"`; throws for anything that is not a plain lower-case name, so that no text of a user can become SQL. */
export function identifier(name: string): string {
  if (!KEY.test(name)) throw new Error(`not a name for SQL: ${JSON.stringify(name)}`);
  return `"${name}"`;
}
