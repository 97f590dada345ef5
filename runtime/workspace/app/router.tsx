/**
 * The pages of the workspace and their addresses. What a page shows stands in its address (view, filter, tab), so that links
 * go deep and back works. Features get what they need as props and know nothing of the router.
 */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { lazy } from 'react';
import { type Client, Problem } from '#api/client.ts';
import { useGo } from '#ui/link.tsx';
import { modelQuery } from '#ui/model.ts';
import { meQuery } from '#ui/session.ts';
import { readInboxSearch } from '../inbox/inbox-search.ts';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { Inside } from './inside.tsx';
import { PageMissing, PageProblem, PageWaiting } from './page-states.tsx';

interface Ground {
  readonly client: Client;
  readonly queries: QueryClient;
}

const SetUpPage = lazy(async () => ({ default: (await import('../set-up/set-up-page.tsx')).SetUpPage }));
const InboxPage = lazy(async () => ({ default: (await import('../inbox/inbox-page.tsx')).InboxPage }));
const ProfilePage = lazy(async () => ({
  default: (await import('../profile/profile-page.tsx')).ProfilePage,
}));

const root = createRootRouteWithContext<Ground>()({ component: Outlet, notFoundComponent: PageMissing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => ({ next: text(search.next) }),
  component: function SignIn() {
    const { next } = signIn.useSearch();
    const go = useGo();
    return <SignInPage onDone={() => go(localAddress(next), { replace: true })} />;
  },
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search: Record<string, unknown>) => ({ token: text(search.token) ?? '' }),
  component: function SetUp() {
    const { token } = setUp.useSearch();
    const go = useGo();
    return <SetUpPage token={token} onDone={() => go('/', { replace: true })} />;
  },
});

/** Everything below is for people who are signed in; who is and what there is are known before it is drawn. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  async beforeLoad({ context: { client, queries }, location }) {
    try {
      await queries.ensureQueryData(meQuery(client));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } });
    }
  },
  loader: ({ context: { client, queries } }) => queries.ensureQueryData(modelQuery(client)),
  component: Inside,
  errorComponent: PageProblem,
  pendingComponent: PageWaiting,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', replace: true });
  },
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: function Inbox() {
    const search = inbox.useSearch();
    const navigate = inbox.useNavigate();
    return (
      <InboxPage
        search={search}
        onSearch={(change, { replace } = {}) => void navigate({ search: { ...search, ...change }, replace })}
      />
    );
  },
});

const profile = createRoute({
  getParentRoute: () => inside,
  path: '/profile',
  component: () => <ProfilePage />,
});

const tree = root.addChildren([signIn, setUp, inside.addChildren([home, inbox, profile])]);

export function createWorkspaceRouter(context: Ground) {
  return createRouter({
    routeTree: tree,
    context,
    defaultPendingMs: 150,
    defaultPendingMinMs: 200,
    defaultErrorComponent: PageProblem,
    defaultPendingComponent: PageWaiting,
    scrollRestoration: false,
  });
}

// helpers //////////

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

/** Only addresses of this app: a link from outside must not lead away after signing in. */
function localAddress(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
