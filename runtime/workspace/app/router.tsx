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
import { PageProblem, PageWaiting } from '#ui/page-states.tsx';
import { meQuery } from '#ui/session.ts';
import { readInboxSearch } from '../inbox/inbox-search.ts';
import { readInstanceSearch, readProcessesSearch } from '../instance/instance-search.ts';
import { readListSearch } from '../list/list-search.ts';
import { readNewRecordSearch, readRecordSearch } from '../record/record-search.ts';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { readStartSearch } from '../start/start-search.ts';
import { Inside } from './inside.tsx';
import { PageMissing } from './page-missing.tsx';

interface Ground {
  readonly client: Client;
  readonly queries: QueryClient;
}

const SetUpPage = lazy(async () => ({ default: (await import('../set-up/set-up-page.tsx')).SetUpPage }));
const InboxPage = lazy(async () => ({ default: (await import('../inbox/inbox-page.tsx')).InboxPage }));
const ListPage = lazy(async () => ({ default: (await import('../list/list-page.tsx')).ListPage }));
const RecordPage = lazy(async () => ({ default: (await import('../record/record-page.tsx')).RecordPage }));
const NewRecordPage = lazy(async () => ({
  default: (await import('../record/new-record-page.tsx')).NewRecordPage,
}));
const CataloguePage = lazy(async () => ({
  default: (await import('../start/catalogue-page.tsx')).CataloguePage,
}));
const StartPage = lazy(async () => ({ default: (await import('../start/start-page.tsx')).StartPage }));
const ProcessesPage = lazy(async () => ({
  default: (await import('../instance/processes-page.tsx')).ProcessesPage,
}));
const InstancePage = lazy(async () => ({
  default: (await import('../instance/instance-page.tsx')).InstancePage,
}));
const NewImportPage = lazy(async () => ({
  default: (await import('../import/new-import-page.tsx')).NewImportPage,
}));
const ImportPage = lazy(async () => ({ default: (await import('../import/import-page.tsx')).ImportPage }));
const ImportsPage = lazy(async () => ({ default: (await import('../import/imports-page.tsx')).ImportsPage }));
const DuplicatesPage = lazy(async () => ({
  default: (await import('../duplicates/duplicates-page.tsx')).DuplicatesPage,
}));
const MergePage = lazy(async () => ({ default: (await import('../duplicates/merge-page.tsx')).MergePage }));
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
    const enter = (address: string) => {
      // The designer is another app of the same site.
      if (/^\/design(\/|$)/.test(address)) window.location.replace(address);
      else go(address, { replace: true });
    };
    return <SignInPage onDone={() => enter(localAddress(next))} />;
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

const list = createRoute({
  getParentRoute: () => inside,
  path: '/records/$entity',
  validateSearch: readListSearch,
  component: function List() {
    const { entity } = list.useParams();
    const search = list.useSearch();
    const navigate = list.useNavigate();
    return (
      <ListPage
        key={entity}
        entity={entity}
        search={search}
        onSearch={(next, { replace } = {}) => void navigate({ search: next, replace })}
      />
    );
  },
});

const newRecord = createRoute({
  getParentRoute: () => inside,
  path: '/records/$entity/new',
  validateSearch: readNewRecordSearch,
  component: function NewRecord() {
    const { entity } = newRecord.useParams();
    const { set } = newRecord.useSearch();
    return <NewRecordPage entity={entity} set={set} />;
  },
});

const record = createRoute({
  getParentRoute: () => inside,
  path: '/records/$entity/$id',
  validateSearch: readRecordSearch,
  component: function Record() {
    const { entity, id } = record.useParams();
    const search = record.useSearch();
    const navigate = record.useNavigate();
    return (
      <RecordPage
        entity={entity}
        id={id}
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true })}
      />
    );
  },
});

const catalogue = createRoute({
  getParentRoute: () => inside,
  path: '/start',
  component: () => <CataloguePage />,
});

const start = createRoute({
  getParentRoute: () => inside,
  path: '/start/$process',
  validateSearch: readStartSearch,
  component: function Start() {
    const { process } = start.useParams();
    return <StartPage process={process} search={start.useSearch()} />;
  },
});

const processes = createRoute({
  getParentRoute: () => inside,
  path: '/processes',
  validateSearch: readProcessesSearch,
  component: function Processes() {
    const navigate = processes.useNavigate();
    return (
      <ProcessesPage
        search={processes.useSearch()}
        onSearch={(next) => void navigate({ search: next, replace: true })}
      />
    );
  },
});

const instance = createRoute({
  getParentRoute: () => inside,
  path: '/instances/$id',
  validateSearch: readInstanceSearch,
  component: function Instance() {
    const { id } = instance.useParams();
    const navigate = instance.useNavigate();
    return (
      <InstancePage
        key={id}
        id={id}
        search={instance.useSearch()}
        onSearch={(next) => void navigate({ search: next, replace: true })}
      />
    );
  },
});

const newImport = createRoute({
  getParentRoute: () => inside,
  path: '/records/$entity/import',
  component: function NewImport() {
    const { entity } = newImport.useParams();
    return <NewImportPage key={entity} entity={entity} />;
  },
});

const duplicates = createRoute({
  getParentRoute: () => inside,
  path: '/records/$entity/duplicates',
  component: function Duplicates() {
    const { entity } = duplicates.useParams();
    return <DuplicatesPage key={entity} entity={entity} />;
  },
});

const merge = createRoute({
  getParentRoute: () => inside,
  path: '/records/$entity/merge',
  validateSearch: (search: Record<string, unknown>) => ({
    one: text(search.one) ?? '',
    other: text(search.other) ?? '',
  }),
  component: function Merge() {
    const { entity } = merge.useParams();
    const { one, other } = merge.useSearch();
    return <MergePage key={`${one} ${other}`} entity={entity} one={one} other={other} />;
  },
});

const imports = createRoute({
  getParentRoute: () => inside,
  path: '/imports',
  component: () => <ImportsPage />,
});

const oneImport = createRoute({
  getParentRoute: () => inside,
  path: '/imports/$id',
  component: function OneImport() {
    const { id } = oneImport.useParams();
    return <ImportPage key={id} id={id} />;
  },
});

const profile = createRoute({
  getParentRoute: () => inside,
  path: '/profile',
  component: () => <ProfilePage />,
});

const tree = root.addChildren([
  signIn,
  setUp,
  inside.addChildren([
    home,
    inbox,
    list,
    newRecord,
    newImport,
    duplicates,
    merge,
    record,
    imports,
    oneImport,
    catalogue,
    start,
    processes,
    instance,
    profile,
  ]),
]);

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
