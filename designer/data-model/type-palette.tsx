/** The field types to choose from, by group. */
import { UnstyledButton } from '@mantine/core';
import { CHOOSABLE_TYPES } from '#metadata/field.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { fieldIcon } from './field-icon.ts';
import classes from './type-palette.module.css';

export interface TypePaletteProps {
  readonly type: string;
  /** The type it has now, where another one is being considered. */
  readonly was?: string;
  readonly onType: (type: string) => void;
}

const GROUPS = ['text', 'choice', 'number', 'time', 'relation', 'file', 'other'] as const;

export function TypePalette({ type, was, onType }: TypePaletteProps) {
  const t = useText();
  const text = useLabelText();
  return (
    <div className={classes.palette} role="radiogroup" aria-label={t('design.field.type')}>
      <h2 className={classes.title}>{t('design.field.type')}</h2>
      {GROUPS.map((group) => (
        <div key={group}>
          <h3 className={classes.group}>{t(`design.field.group.${group}`)}</h3>
          <div className={classes.types}>
            {CHOOSABLE_TYPES.filter((one) => one.group === group).map((one) => (
              <UnstyledButton
                key={one.key}
                role="radio"
                aria-checked={one.key === type}
                className={classes.type}
                data-chosen={one.key === type}
                data-was={one.key === was && was !== type}
                onClick={() => onType(one.key)}
              >
                <Icon name={fieldIcon(one.key)} size={16} />
                <span className={classes.name}>{text(one.label, one.key)}</span>
                {one.key === was && was !== type && (
                  <span className={classes.now}>{t('design.field.now')}</span>
                )}
              </UnstyledButton>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
