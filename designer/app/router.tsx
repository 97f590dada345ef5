/**
 * The pages of the designer and their addresses. What a page shows stands in its address, so that links go deep and back works.
 * Features get what they need as props and know nothing of the router.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { type Client, Problem } from '#api/client.ts';
import { definitionKind } from '#metadata/kind.ts';
import { useGo } from '#ui/link.tsx';
import { PageWaiting } from '#ui/page-states.tsx';
import { meQuery } from '#ui/session.ts';
import { auditSearch } from '../audit/audit-search.ts';
import { DATA_MODEL, entityAddress } from '../draft/addresses.ts';
import type { DraftStore } from '../draft/draft-store.ts';
import { operationsSearch, operationsTab } from '../operations/operations-search.ts';
import { OverviewPage } from '../overview/overview-page.tsx';
import { DefinitionPage } from './definition-page.tsx';
import { Inside } from './inside.tsx';
import { DesignProblem, PageMissing } from './page-states.tsx';
import {
  AuditPage,
  ChangesPage,
  DataModelPage,
  FieldPage,
  IndexesPage,
  InstalledPage,
  InstancePage,
  KindPage,
  MigratePage,
  OperationsPage,
  ProblemsPage,
  ProcessOperationsPage,
  ReleasePage,
  ReleasesPage,
  RetentionPage,
  TranslationsPage,
  TrialPage,
  WebhooksPage,
} from './pages.ts';
import { signInAddress } from './sign-in-address.ts';

interface Ground {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly draft: DraftStore;
}

const root = createRootRouteWithContext<Ground>()({
  component: Outlet,
  notFoundComponent: PageMissing,
});

/** Who it is, the live configuration and the draft are known before anything is drawn. */
const inside = createRoute({
  getParentRoute: () => root,
  path: '/design',
  async loader({ context: { client, queries, draft } }) {
    try {
      await queries.ensureQueryData(meQuery(client));
      await draft.load();
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      location.assign(signInAddress());
      await new Promise(() => undefined);
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  component: Inside,
  errorComponent: DesignProblem,
  pendingComponent: PageWaiting,
});

const overview = createRoute({ getParentRoute: () => inside, path: '/', component: () => <OverviewPage /> });

const dataModel = createRoute({
  getParentRoute: () => inside,
  path: '/data-model',
  validateSearch: (search: Record<string, unknown>) => ({
    entity: text(search.entity),
    new: search.new === true || undefined,
  }),
  component: function DataModel() {
    const { entity, new: begin } = dataModel.useSearch();
    const go = useGo();
    return (
      <DataModelPage
        entity={entity ?? null}
        begin={begin ?? false}
        onEntity={(key) => go(key === null ? DATA_MODEL : entityAddress(key), { replace: true })}
      />
    );
  },
});

const newField = createRoute({
  getParentRoute: () => inside,
  path: '/data-model/$entity',
  component: function NewField() {
    const { entity } = newField.useParams();
    return <FieldPage key={entity} entity={entity} field={null} />;
  },
});

const field = createRoute({
  getParentRoute: () => inside,
  path: '/data-model/$entity/$field',
  component: function Field() {
    const { entity, field: key } = field.useParams();
    return <FieldPage key={`${entity}.${key}`} entity={entity} field={key} />;
  },
});

const changes = createRoute({
  getParentRoute: () => inside,
  path: '/changes',
  component: () => <ChangesPage />,
});

const problems = createRoute({
  getParentRoute: () => inside,
  path: '/problems',
  component: () => <ProblemsPage />,
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: auditSearch,
  component: function Audit() {
    const navigate = audit.useNavigate();
    return (
      <AuditPage search={audit.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
    );
  },
});

const retention = createRoute({
  getParentRoute: () => inside,
  path: '/retention',
  component: () => <RetentionPage />,
});

const indexes = createRoute({
  getParentRoute: () => inside,
  path: '/indexes',
  component: () => <IndexesPage />,
});

const installed = createRoute({
  getParentRoute: () => inside,
  path: '/solutions',
  component: () => <InstalledPage />,
});

const releases = createRoute({
  getParentRoute: () => inside,
  path: '/releases',
  component: () => <ReleasesPage />,
});

const release = createRoute({
  getParentRoute: () => inside,
  path: '/releases/$number',
  validateSearch: (search: Record<string, unknown>) => ({ with: Number(search.with) || undefined }),
  component: function Release() {
    const { number } = release.useParams();
    const { with: other } = release.useSearch();
    const navigate = release.useNavigate();
    return (
      <ReleasePage
        key={number}
        number={Number(number)}
        other={other}
        onOther={(next) => void navigate({ search: { with: next }, replace: true })}
      />
    );
  },
});

const kind = createRoute({
  getParentRoute: () => inside,
  path: '/$kind',
  validateSearch: (search: Record<string, unknown>) => ({ new: search.new === true || undefined }),
  component: function Kind() {
    const { kind: key } = kind.useParams();
    const { new: begin } = kind.useSearch();
    return definitionKind(key) ? <KindPage key={key} kind={key} begin={begin ?? false} /> : <PageMissing />;
  },
});

const definition = createRoute({
  getParentRoute: () => inside,
  path: '/$kind/$key',
  validateSearch: (search: Record<string, unknown>) => ({ element: text(search.element) }),
  component: function Definition() {
    const { kind: of, key } = definition.useParams();
    const { element } = definition.useSearch();
    if (!definitionKind(of)) return <PageMissing />;
    return <DefinitionPage kind={of} name={key} element={element ?? null} />;
  },
});

const source = createRoute({
  getParentRoute: () => inside,
  path: '/$kind/$key/text',
  component: function Source() {
    const { kind: of, key } = source.useParams();
    if (!definitionKind(of)) return <PageMissing />;
    return <DefinitionPage kind={of} name={key} asText />;
  },
});

const trial = createRoute({
  getParentRoute: () => inside,
  path: '/process/$key/try',
  component: function Trial() {
    const { key } = trial.useParams();
    return <TrialPage key={key} definition={key} />;
  },
});

const operations = createRoute({
  getParentRoute: () => inside,
  path: '/operations',
  validateSearch: (search: Record<string, unknown>) => ({ tab: operationsTab(search.tab) }),
  component: function Operations() {
    const navigate = operations.useNavigate();
    return (
      <OperationsPage
        tab={operations.useSearch().tab}
        onTab={(tab) => void navigate({ search: { tab }, replace: true })}
      />
    );
  },
});

const webhooks = createRoute({
  getParentRoute: () => inside,
  path: '/webhooks',
  validateSearch: (search: Record<string, unknown>) => ({ webhook: text(search.webhook) }),
  component: function Webhooks() {
    const { webhook } = webhooks.useSearch();
    const navigate = webhooks.useNavigate();
    return (
      <WebhooksPage
        chosen={webhook ?? null}
        onChoose={(key) => void navigate({ search: { webhook: key ?? undefined }, replace: true })}
      />
    );
  },
});

const processOperations = createRoute({
  getParentRoute: () => inside,
  path: '/operations/$key',
  validateSearch: operationsSearch,
  component: function ProcessOperations() {
    const { key } = processOperations.useParams();
    const search = processOperations.useSearch();
    const navigate = processOperations.useNavigate();
    return (
      <ProcessOperationsPage
        key={key}
        process={key}
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true })}
      />
    );
  },
});

const migrate = createRoute({
  getParentRoute: () => inside,
  path: '/operations/$key/migrate',
  validateSearch: (search: Record<string, unknown>) => ({
    from: Number(search.from) || undefined,
    instances: text(search.instances),
  }),
  component: function Migrate() {
    const { key } = migrate.useParams();
    const { from, instances } = migrate.useSearch();
    return <MigratePage key={key} process={key} from={from} instances={instances?.split(',')} />;
  },
});

const operatedInstance = createRoute({
  getParentRoute: () => inside,
  path: '/operations/$key/$instance',
  component: function OperatedInstance() {
    const { key, instance } = operatedInstance.useParams();
    return <InstancePage key={instance} process={key} id={instance} />;
  },
});

const translations = createRoute({
  getParentRoute: () => inside,
  path: '/translations',
  component: () => <TranslationsPage />,
});

const tree = root.addChildren([
  inside.addChildren([
    overview,
    dataModel,
    newField,
    field,
    changes,
    problems,
    audit,
    retention,
    indexes,
    installed,
    releases,
    release,
    kind,
    definition,
    source,
    trial,
    operations,
    webhooks,
    translations,
    processOperations,
    migrate,
    operatedInstance,
  ]),
]);

export function createDesignerRouter(context: Ground) {
  return createRouter({
    routeTree: tree,
    context,
    defaultPendingMs: 150,
    defaultPendingMinMs: 200,
    defaultErrorComponent: DesignProblem,
    defaultPendingComponent: PageWaiting,
    scrollRestoration: false,
  });
}

// helpers //////////

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
