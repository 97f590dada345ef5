/** Every Tabler icon, in a chunk of its own that is loaded only for a name outside `common-icons.ts`. */
import type { IconProps } from '@tabler/icons-react';
import * as icons from '@tabler/icons-react';
import type { ComponentType } from 'react';

export const ALL_ICONS = icons as unknown as Readonly<Record<string, ComponentType<IconProps> | undefined>>;
