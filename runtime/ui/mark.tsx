/** The mark of Potik. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="4"
      stroke="var(--accent)"
      aria-hidden="true"
    >
      <path d="M6 28.2V13.9C6 8.1 10.6 3.6 16.4 3.6c5.7 0 10.1 4.3 10.1 9.8s-4.4 9.8-10.1 9.8" />
      <path
        d="M13 28.2V14.2c0-2.3 1.5-3.9 3.5-3.9 1.9 0 3.3 1.4 3.3 3.1s-1.4 3.1-3.3 3.1"
        strokeOpacity=".5"
      />
    </svg>
  );
}
