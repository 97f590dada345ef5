/** An icon by its Tabler name: the usual ones to choose from, any other by typing its name. */
import { Autocomplete } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';

const USUAL = [
  'database',
  'briefcase',
  'building',
  'users',
  'user',
  'address-book',
  'file-text',
  'file-invoice',
  'receipt',
  'shopping-cart',
  'package',
  'box',
  'truck',
  'tool',
  'calendar-event',
  'phone',
  'mail',
  'message',
  'headset',
  'ticket',
  'checklist',
  'coin',
  'credit-card',
  'building-warehouse',
  'car',
  'home',
  'folder',
  'tags',
  'star',
  'flag',
];

export function IconChoice({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (icon: string) => void;
}) {
  const t = useText();
  return (
    <Autocomplete
      label={t('design.entity.icon')}
      leftSection={<Icon name={value} size={16} />}
      data={USUAL}
      value={value}
      onChange={onChange}
      renderOption={({ option }) => (
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
          <Icon name={option.value} size={16} /> {option.value}
        </span>
      )}
    />
  );
}
