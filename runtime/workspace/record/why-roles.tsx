/** What each of a person's roles says of a deed on a record, and which other roles would permit it. */
import type { Why } from '#api/shares.ts';
import { useText } from '#ui/i18n.tsx';
import classes from './why-roles.module.css';

/** Words of a scope that are not rules. */
const SCOPES = ['none', 'own', 'team', 'subtree', 'all'];

export interface WhyRolesProps {
  readonly why: Why;
  /** Somebody else's name; null: the person's own rights. */
  readonly name: string | null;
}

export function WhyRoles({ why: { roles, others, allowed, field }, name }: WhyRolesProps) {
  const t = useText();
  return (
    <>
      {roles.length === 0 && (
        <p className={classes.text}>
          {name === null ? t('record.why.noRoles') : t('record.why.noRolesOf', { name })}
        </p>
      )}
      <ul className={classes.roles}>
        {roles.map(({ role, name: roleName, scope, met, field: ofField }) => (
          <li key={role} data-met={met}>
            <strong>{roleName}</strong>
            <span>
              {scopeText(scope)}{' '}
              {scope !== 'none' && scope !== 'all' && t(`record.why.met.${met ? 'yes' : 'no'}`)}
            </span>
            {field !== null && ofField && <span>{t(`record.why.roleField.${fieldRight(ofField)}`)}</span>}
          </li>
        ))}
      </ul>
      {!allowed && (
        <p className={classes.text}>
          {others.length > 0
            ? t('record.why.others', { roles: others.map((one) => one.name).join(', ') })
            : t('record.why.askAdmin')}
        </p>
      )}
    </>
  );

  function scopeText(scope: string): string {
    if (SCOPES.includes(scope)) return t(`record.why.scope.${scope}`);
    if (scope.startsWith('as ')) return t('record.why.scope.parent');
    return t('record.why.scope.rule', { rule: scope });
  }
}

// helpers //////////

function fieldRight(right: string): 'write' | 'read' | 'hidden' {
  return right === 'write' || right === 'read' ? right : 'hidden';
}
