/** Types of expressions, for checking them before they run. */
export type Type = { readonly kind: 'any' };
