/** The pages of the designer, light and dark: nothing serious for those who use a keyboard, a reader, or see little. */
import { join } from 'node:path';
import { test } from 'vitest';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { expectAccessible } from '../support/page-access.ts';

const app = await testApp();
await applyFolder(app.ground, join(import.meta.dirname, 'sales'), { personId: null });
const admin = await app.signIn();
const page = await (await appPages(app)).open('/design', { caller: admin });

await admin.call('POST', '/api/metadata/draft/changes', {
  position: 0,
  changes: [
    draftOf('menu', 'sales', { groups: [{ items: [{ page: 'inbox' }, { entity: 'deal' }] }] }),
    draftOf('role', 'seller', { label: 'Seller', records: { deal: { see: 'team', edit: 'own' } } }),
    draftOf('task_types', 'imported', { map: [{ java_class: 'com.example.A', task: 'log.write' }] }),
    draftOf(
      'decision',
      'level',
      `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="D" namespace="urn:d">
  <decision id="level" name="Level">
    <decisionTable id="t" hitPolicy="FIRST">
      <input id="i" label="Amount"><inputExpression id="e" typeRef="number"><text>amount</text></inputExpression></input>
      <output id="o" label="Level" name="level" typeRef="string"/>
      <rule id="r"><inputEntry id="c1"><text>-</text></inputEntry><outputEntry id="c2"><text>"a"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>`,
    ),
  ],
});

const PAGES = [
  '/design/form/approve_discount',
  '/design/translations',
  '/design/solution/sales',
  '/design/operations',
  '/design/operations/approval',
  '/design/process/approval/try',
  '/design',
  '/design/view',
  '/design/pipeline/deals',
  '/design/view/large_deals',
  '/design/role/seller',
  '/design/menu/sales',
  '/design/task_types/imported',
  '/design/decision/level',
];

test.each(PAGES)('%s', async (path) => {
  await expectAccessible(page, app.url + path, () =>
    page.getByRole('button', { name: 'Publish', exact: true }).waitFor(),
  );
});

// helpers //////////

function draftOf(kind: string, key: string, content: unknown) {
  return { change: 'put', kind, key, solution: 'sales', content };
}
