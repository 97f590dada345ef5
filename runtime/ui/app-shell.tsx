/**
 * The frame of both apps: navigation left, page right; on the phone a bar below instead. Pages draw their own top line with
 * `Page` (page.tsx), which takes the tools of the app (search, create, person) from here.
 */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import classes from './app-shell/app-shell.module.css';
import type { NavGroup, NavItem } from './app-shell/nav-model.ts';
import { Navigation } from './app-shell/navigation.tsx';
import { PhoneBar } from './app-shell/phone-bar.tsx';
import { useKept } from './kept.ts';
import { usePhone } from './phone.ts';
import { Viewing } from './viewing.tsx';

export type { NavGroup, NavItem } from './app-shell/nav-model.ts';

export interface AppShellProps {
  readonly groups: readonly NavGroup[];
  /** Below the groups, e.g. "Start a process". */
  readonly foot?: readonly NavItem[];
  /** Above the groups: the solution that is being designed. */
  readonly lead?: ReactNode;
  /** Right end of every page's top line. */
  readonly tools: ReactNode;
  /** The same on the phone, where there is room for two. */
  readonly phoneTools?: ReactNode;
  /** At most four; "More" opens the whole navigation. */
  readonly phoneItems: readonly NavItem[];
  /** Icons only, whatever the person chose (editors need the room). */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

interface Tools {
  readonly tools: ReactNode;
  readonly phoneTools: ReactNode;
}

const ToolsContext = createContext<Tools>({ tools: null, phoneTools: null });

export function useTools(): Tools {
  return useContext(ToolsContext);
}

export function AppShell({
  groups,
  foot = [],
  lead,
  tools,
  phoneTools,
  phoneItems,
  narrow,
  children,
}: AppShellProps) {
  const phone = usePhone();
  const [kept, setKept] = useKept<'wide' | 'narrow'>('potik-nav', 'wide');
  const [drawer, setDrawer] = useState(false);
  const context = useMemo(() => ({ tools, phoneTools }), [tools, phoneTools]);
  const small = narrow ?? kept === 'narrow';
  return (
    <ToolsContext value={context}>
      <div className={classes.frame}>
        <Viewing />
        <div className={classes.shell} data-nav={phone ? 'none' : small ? 'narrow' : 'wide'}>
          <Navigation
            groups={groups}
            foot={foot}
            lead={lead}
            narrow={small && !phone}
            onNarrow={narrow === undefined ? (value) => setKept(value ? 'narrow' : 'wide') : undefined}
            drawer={phone ? { opened: drawer, onClose: () => setDrawer(false) } : undefined}
          />
          <div className={classes.main}>{children}</div>
          {phone && <PhoneBar items={phoneItems} onMore={() => setDrawer(true)} moreOpen={drawer} />}
        </div>
      </div>
    </ToolsContext>
  );
}
