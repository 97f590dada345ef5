/** The pages that are loaded when somebody opens them. */
import { lazy } from 'react';

export const DataModelPage = lazy(async () => ({
  default: (await import('../data-model/data-model-page.tsx')).DataModelPage,
}));
export const FieldPage = lazy(async () => ({
  default: (await import('../data-model/field-page.tsx')).FieldPage,
}));
export const KindPage = lazy(async () => ({
  default: (await import('../definition/kind-page.tsx')).KindPage,
}));
export const TextPage = lazy(async () => ({
  default: (await import('../definition/text-page.tsx')).TextPage,
}));
export const ChangesPage = lazy(async () => ({
  default: (await import('../publish/changes-page.tsx')).ChangesPage,
}));
export const AuditPage = lazy(async () => ({ default: (await import('../audit/audit-page.tsx')).AuditPage }));
export const RetentionPage = lazy(async () => ({
  default: (await import('../retention/retention-page.tsx')).RetentionPage,
}));
export const IndexesPage = lazy(async () => ({
  default: (await import('../indexes/indexes-page.tsx')).IndexesPage,
}));
export const InstalledPage = lazy(async () => ({
  default: (await import('../installed/installed-page.tsx')).InstalledPage,
}));
export const ProblemsPage = lazy(async () => ({
  default: (await import('../overview/problems-page.tsx')).ProblemsPage,
}));
export const TrialPage = lazy(async () => ({ default: (await import('../trial/trial-page.tsx')).TrialPage }));
export const OperationsPage = lazy(async () => ({
  default: (await import('../operations/operations-page.tsx')).OperationsPage,
}));
export const ProcessOperationsPage = lazy(async () => ({
  default: (await import('../operations/process-operations-page.tsx')).ProcessOperationsPage,
}));
export const MigratePage = lazy(async () => ({
  default: (await import('../operations/migrate-page.tsx')).MigratePage,
}));
export const InstancePage = lazy(async () => ({
  default: (await import('../operations/instance-page.tsx')).InstancePage,
}));
export const TranslationsPage = lazy(async () => ({
  default: (await import('../translation/translations-page.tsx')).TranslationsPage,
}));
export const ReleasesPage = lazy(async () => ({
  default: (await import('../release/releases-page.tsx')).ReleasesPage,
}));
export const ReleasePage = lazy(async () => ({
  default: (await import('../release/release-page.tsx')).ReleasePage,
}));
export const WebhooksPage = lazy(async () => ({
  default: (await import('../webhooks/webhooks-page.tsx')).WebhooksPage,
}));
