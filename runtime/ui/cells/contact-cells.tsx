/** Addresses one can write to, call or open. */
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

const stay = (event: { stopPropagation(): void }) => event.stopPropagation();

export function EmailCell({ value }: CellProps) {
  return <Outside href={`mailto:${value}`} text={String(value)} />;
}

export function PhoneCell({ value }: CellProps) {
  return <Outside href={`tel:${value}`} text={readablePhone(String(value))} />;
}

export function UrlCell({ value }: CellProps) {
  const url = String(value);
  // The field's type takes only web addresses; what came in by another way is shown and not linked.
  if (!/^https?:\/\//i.test(url)) return <span className={classes.line}>{url}</span>;
  return <Outside href={url} text={url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')} page />;
}

export function EmailsCell({ value }: CellProps) {
  return <Several items={value as unknown as Contact[]} href="mailto:" />;
}

export function PhonesCell({ value }: CellProps) {
  return <Several items={value as unknown as Contact[]} href="tel:" />;
}

/** +380671234567 → +380 67 123 45 67; numbers of other countries as they are stored. */
export function readablePhone(phone: string): string {
  const ukrainian = /^\+(380)(\d{2})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return ukrainian ? `+${ukrainian.slice(1).join(' ')}` : phone;
}

// helpers //////////

interface Contact {
  readonly number?: string;
  readonly address?: string;
  readonly kind?: string;
}

function Several({ items, href }: { readonly items: readonly Contact[]; readonly href: string }) {
  return (
    <span className={classes.pills}>
      {items.map(({ number, address, kind }) => {
        const text = number ?? address ?? '';
        return (
          <span key={text} className={classes.option}>
            <Outside href={href + text} text={number ? readablePhone(text) : text} />
            {kind && <span className={classes.quiet}>{kind}</span>}
          </span>
        );
      })}
    </span>
  );
}

function Outside({
  href,
  text,
  page = false,
}: {
  readonly href: string;
  readonly text: string;
  readonly page?: boolean;
}) {
  return (
    <a
      className={classes.quietLink}
      href={href}
      onClick={stay}
      {...(page && { target: '_blank', rel: 'noopener noreferrer' })}
    >
      {text}
    </a>
  );
}
