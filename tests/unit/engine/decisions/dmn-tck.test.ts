import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runTckFolder } from '#tests/conformance/dmn-tck.ts';
import { readTckFolders } from '#tests/conformance/dmn-tck-files.ts';

const kit = join(process.env.POTIK_SHARED ?? '../shared', 'data/dmn-tck');

describe.skipIf(!existsSync(kit))(
  'DMN Technology Compatibility Kit (skipped where ../shared/data/dmn-tck is missing)',
  () => {
    const folders = existsSync(kit) ? readTckFolders(kit) : [];

    test.each(folders.map((folder) => [folder.name, folder] as const))('%s', (_name, folder) => {
      // when
      const results = runTckFolder(folder);
      // then
      const failed = results.filter(({ outcome }) => outcome === 'failed');
      expect(failed).toEqual([]);
      expect(results.length).toBeGreaterThan(0);
    });
  },
);
