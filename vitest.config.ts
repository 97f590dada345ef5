import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Two at least: the database and the browser are waited for, and the default leaves a small machine one. */
const WORKERS = Math.max(2, availableParallelism() - 1);

/** unit: pure rooms and small parts, no database. integration: real PostgreSQL, started once by the global set-up.
 * e2e: the built apps in Chromium against the real server. */
export default defineConfig({
  test: {
    // The parts of `npm test` and their workers share what was once translated; kept by content.
    experimental: { fsModuleCache: true, fsModuleCachePath: '.cache/vitest' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Modules are loaded once a worker, not once a file: what is tested keeps nothing in them.
          isolate: false,
          maxWorkers: WORKERS,
          // A machine that does much else is slow, not wrong.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          maxWorkers: WORKERS,
          globalSetup: ['tests/support/cluster-setup.ts'],
          // Twenty times what the longest take on a quiet machine: one that does much else is slow, not wrong.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What is done behind a request is waited for as long as a busy machine may need.
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          globalSetup: ['tests/support/cluster-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // More than two browsers would wait for each other on a small machine.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
