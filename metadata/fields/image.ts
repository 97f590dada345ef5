/** An uploaded picture, shown in place. */
import { defineFieldType } from './field-type.ts';
import { type FileSettings, file } from './file.ts';

const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

export const image = defineFieldType<FileSettings>({
  ...file,
  key: 'image',
  label: { en: 'Image', uk: 'Зображення', ru: 'Изображение' },
  schema: { max_size: file.schema.max_size! },
  settings: (definition, around) => ({ ...file.settings(definition, around), accept: PICTURES }),
  control: 'image',
});
