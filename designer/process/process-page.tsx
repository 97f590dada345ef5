export function ProcessPage({ process }: { readonly process: string; readonly element: string | null }) {
  return <p>{process}</p>;
}
