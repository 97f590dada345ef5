/** Uploaded files as links to their content; pictures and signatures as small pictures. */
import { IconPaperclip } from '@tabler/icons-react';
import { downloadFile } from '#api/files.ts';
import { useApi } from '../api.tsx';
import { useFormat } from '../i18n.tsx';
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

interface File {
  readonly id: string;
  readonly name?: string;
  readonly size?: number;
}

export function FileCell({ value }: CellProps) {
  const client = useApi();
  const format = useFormat();
  const { id, name, size } = value as unknown as File;
  return (
    <a
      className={classes.file}
      href={client.url(downloadFile, { params: { id } })}
      download={name}
      onClick={(event) => event.stopPropagation()}
    >
      <IconPaperclip size={14} aria-hidden />
      <span className={classes.line}>{name ?? id}</span>
      {size !== undefined && <span className={classes.quiet}>{format.bytes(size)}</span>}
    </a>
  );
}

export function ImageCell({ value, dense }: CellProps) {
  const client = useApi();
  const { id, name } = value as unknown as File;
  const src = client.url(downloadFile, { params: { id } });
  return <img className={classes.image} src={src} alt={name ?? ''} height={dense ? 24 : 96} loading="lazy" />;
}

export function SignatureCell({ value, dense, field }: CellProps) {
  return <img className={classes.image} src={String(value)} alt={field.name} height={dense ? 24 : 64} />;
}
