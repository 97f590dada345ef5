/** That the session ended while somebody works; the dialog asks for the password and nothing typed is lost. */
export interface SignedOut {
  raise(): void;
  settle(): void;
  subscribe(heard: () => void): () => void;
  readonly isRaised: () => boolean;
}

export function createSignedOut(): SignedOut {
  let raised = false;
  const listeners = new Set<() => void>();
  const set = (value: boolean) => {
    if (raised === value) return;
    raised = value;
    for (const heard of listeners) heard();
  };
  return {
    raise: () => set(true),
    settle: () => set(false),
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    isRaised: () => raised,
  };
}
