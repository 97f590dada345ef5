/** What an entry of the audit is about: the record and the release as links, people by their name, everything else as it was kept. */
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '#api/audit.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { recordHref } from '#ui/records.ts';
import { releaseAddress } from '../draft/addresses.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import classes from './audit.module.css';

export interface AuditDetailProps {
  readonly detail: AuditEntry['detail'];
  /** Names by id. */
  readonly people: ReadonlyMap<string, string>;
}

export function AuditDetail({ detail, people }: AuditDetailProps) {
  const t = useText();
  const text = useLabelText();
  const { t: raw, i18n } = useTranslation();
  const { registry } = useDraft();
  const { entity, id, release, ...others } = detail;
  const known = typeof entity === 'string' ? registry.entities.get(entity) : undefined;
  const nameOfPart = (part: string) =>
    i18n.exists(`design.audit.parts.${part}`) ? String(raw(`design.audit.parts.${part}`)) : part;
  return (
    <div className={classes.detail}>
      {known && typeof id === 'string' && (
        <a className={classes.link} href={recordHref(known.key, id)}>
          {text(known.label, known.key)}
        </a>
      )}
      {typeof entity === 'string' && !(known && typeof id === 'string') && (
        <span>{text(known?.plural ?? known?.label, entity)}</span>
      )}
      {typeof release === 'number' && (
        <Link className={classes.link} href={releaseAddress(release)}>
          {t('design.release', { number: release })}
        </Link>
      )}
      {Object.entries(others).map(([part, value]) =>
        value === null || value === '' ? null : (
          <span key={part}>
            <i>{nameOfPart(part)}:</i> {written(value, people)}
          </span>
        ),
      )}
    </div>
  );
}

// helpers //////////

function written(value: unknown, people: ReadonlyMap<string, string>): string {
  if (typeof value === 'string') return people.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => written(one, people)).join(', ');
  return JSON.stringify(value);
}
