/**
 * An icon by its Tabler name, as entities, menus and solutions name it. The usual ones are at hand; any other is fetched
 * with the whole set the first time it is met. Icons that code knows are imported from @tabler/icons-react directly.
 */
import { IconSquareRounded, type IconProps as TablerProps } from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense } from 'react';
import { COMMON_ICONS } from './icon/common-icons.ts';

export interface IconProps {
  /** `briefcase`; missing or unknown: a neutral square. */
  readonly name: string | null | undefined;
  readonly size?: number;
  readonly className?: string;
}

export function Icon({ name, size = 18, className }: IconProps) {
  const props: TablerProps = { size, className, 'aria-hidden': true };
  const Common = name ? (COMMON_ICONS[name] ?? own.get(name)) : IconSquareRounded;
  if (Common) return <Common {...props} />;
  const Rare = rareIcon(name as string);
  return (
    <Suspense fallback={<IconSquareRounded {...props} />}>
      <Rare {...props} />
    </Suspense>
  );
}

/** Icons an app itself names by text, taken into its first load. Called once, before anything is drawn. */
export function bringIcons(icons: Readonly<Record<string, ComponentType<TablerProps>>>): void {
  for (const [name, icon] of Object.entries(icons)) own.set(name, icon);
}

// helpers //////////

const own = new Map<string, ComponentType<TablerProps>>();

const rare = new Map<string, ComponentType<TablerProps>>();

function rareIcon(name: string): ComponentType<TablerProps> {
  const known = rare.get(name);
  if (known) return known;
  const icon = lazy(async () => {
    const { ALL_ICONS } = await import('./icon/all-icons.ts');
    return { default: ALL_ICONS[componentName(name)] ?? IconSquareRounded };
  });
  rare.set(name, icon);
  return icon;
}

/** `device-phone` → `IconDevicePhone`. */
function componentName(name: string): string {
  return `Icon${name.replaceAll(/(?:^|[-_])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`;
}
