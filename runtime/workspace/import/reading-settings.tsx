/** How the texts of the file are read: its encoding or sheet, figures, dates, empty cells. */
import { Select } from '@mantine/core';
import type { ImportSettings, ImportSheet } from '#api/imports.ts';
import { useLanguage, useText } from '#ui/i18n.tsx';
import classes from './import.module.css';

export interface ReadingSettingsProps {
  readonly sheet: ImportSheet;
  readonly settings: ImportSettings;
  readonly onSettings: (settings: ImportSettings) => void;
  /** Another encoding or sheet: the file is read anew. */
  readonly onReread: (choice: { encoding?: string; sheet?: string }) => void;
}

const ENCODINGS = [
  'utf-8',
  'windows-1251',
  'koi8-u',
  'ibm866',
  'windows-1252',
  'windows-1250',
  'utf-16le',
  'utf-16be',
];

export function ReadingSettings({ sheet, settings, onSettings, onReread }: ReadingSettingsProps) {
  const t = useText();
  const { language } = useLanguage();
  return (
    <div className={classes.reading}>
      {sheet.kind === 'csv' ? (
        <Select
          label={t('import.reading.encoding')}
          description={sheet.sure ? undefined : t('import.reading.guessed')}
          inputWrapperOrder={['label', 'input', 'description']}
          allowDeselect={false}
          value={sheet.encoding}
          onChange={(encoding) => encoding && onReread({ encoding })}
          data={[...new Set([sheet.encoding!, ...ENCODINGS])].map((value) => ({
            value,
            label: value.toUpperCase(),
          }))}
        />
      ) : (
        <Select
          label={t('import.reading.sheet')}
          allowDeselect={false}
          value={sheet.sheet}
          onChange={(name) => name && onReread({ sheet: name })}
          data={[...sheet.sheets]}
        />
      )}
      <Select
        label={t('import.reading.decimal')}
        allowDeselect={false}
        value={settings.decimalMark ?? (language === 'en' ? '.' : ',')}
        onChange={(mark) => onSettings({ ...settings, decimalMark: mark as '.' | ',' })}
        data={[
          { value: ',', label: '1 234,50' },
          { value: '.', label: '1,234.50' },
        ]}
      />
      <Select
        label={t('import.reading.dates')}
        allowDeselect={false}
        value={settings.dateOrder ?? 'dmy'}
        onChange={(order) => onSettings({ ...settings, dateOrder: order as 'dmy' | 'mdy' | 'ymd' })}
        data={[
          { value: 'dmy', label: '31.01.2026' },
          { value: 'mdy', label: '01/31/2026' },
          { value: 'ymd', label: '2026/01/31' },
        ]}
      />
      <Select
        label={t('import.reading.empties')}
        allowDeselect={false}
        value={settings.empties ?? 'keep'}
        onChange={(empties) => onSettings({ ...settings, empties: empties as 'keep' | 'clear' })}
        data={(['keep', 'clear'] as const).map((value) => ({
          value,
          label: t(`import.reading.empty.${value}`),
        }))}
      />
    </div>
  );
}
