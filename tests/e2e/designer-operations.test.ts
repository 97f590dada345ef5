/**
 * Operations in the designer: figures on the diagram, an incident mended by a variable and retried, an instance moved by hand, and
 * instances brought to another version with the mapping corrected by clicking, after a look at what would happen.
 */
import { expect, test, vi } from 'vitest';
import { ADMIN, testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { seriousFindings } from '../support/axe.ts';
import { bpmn, flows } from '../support/process.ts';
import { projected } from '../support/projected.ts';

const app = await testApp();
const admin = await app.signIn();
const pages = await appPages(app);
const { db } = app.services;

const task = (id: string, name: string) =>
  `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><potik:assignment person="${ADMIN.email}"/></bpmn:extensionElements></bpmn:userTask>`;

const orders = (first: string, name: string) =>
  bpmn(
    `<bpmn:startEvent id="start"/>${task(first, name)}
     <bpmn:exclusiveGateway id="enough" name="Enough?" camunda:asyncBefore="true"><bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R1/PT0S</camunda:failedJobRetryTimeCycle></bpmn:extensionElements></bpmn:exclusiveGateway>${task('ship', 'Ship')}${task('refuse', 'Refuse')}
     ${flows(`start -> ${first} -> enough`)}
     <bpmn:sequenceFlow id="yes" sourceRef="enough" targetRef="ship"><bpmn:conditionExpression>= amount &gt; 5</bpmn:conditionExpression></bpmn:sequenceFlow>
     <bpmn:sequenceFlow id="no" sourceRef="enough" targetRef="refuse"><bpmn:conditionExpression>= amount &lt; 3</bpmn:conditionExpression></bpmn:sequenceFlow>`,
    '',
    'orders',
  );

async function deploy(xml: string): Promise<void> {
  const form = new FormData();
  form.append('files', new Blob([xml]), 'orders.bpmn');
  const { status, body } = await admin.call('POST', '/api/deployments', form);
  expect(status, JSON.stringify(body)).toBe(201);
}

async function start(businessKey: string, amount: number): Promise<string> {
  const { body } = await admin.call('POST', '/api/processes/orders/instances', {
    businessKey,
    variables: { amount },
  });
  return body.id;
}

test('an incident is found on the diagram, mended and retried; the instance is moved by hand', async () => {
  // given one that no flow takes
  await deploy(orders('check', 'Check'));
  await start('order-1', 7);
  const stuck = await start('order-2', 4);
  const { body } = await admin.call('GET', `/api/instances/${stuck}`);
  await admin.call('POST', `/api/tasks/${stuck}.${body.standing[0].key}/complete`, { values: {} });
  await vi.waitFor(
    async () => {
      const found = await admin.call('GET', '/api/instances?state=incident');
      expect(found.body.items).toHaveLength(1);
    },
    { timeout: 30_000, interval: 100 },
  );
  await projected(db);

  // when the operator looks at the processes and at this one
  const page = await pages.open('/design/operations', { caller: admin });
  await page.getByRole('tab', { name: 'Stuck' }).click();
  await page.getByRole('link', { name: 'order-2' }).waitFor();
  await page.getByRole('link', { name: 'orders' }).click();
  const causes = page.getByRole('region', { name: 'Incidents by cause' });
  await causes.getByText(/No condition of a flow out of/).waitFor();
  await page.locator('.potik-figure[data-tone=bad]').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await causes.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('link', { name: 'order-2' }).click();

  // and mends the variable and retries
  await page.getByRole('button', { name: 'Change amount' }).click();
  await page.getByRole('textbox', { name: 'Value of amount' }).fill('9');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('button', { name: 'Change amount' }).getByText('9').waitFor();
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await page.getByRole('button', { name: 'Ship', exact: true }).waitFor();

  // when it is moved by hand
  await page.locator('[data-element-id=refuse]').first().click();
  await page.getByRole('button', { name: 'Start before it' }).click();
  await page.getByRole('button', { name: 'Refuse', exact: true }).waitFor();
  await page.locator('[data-element-id=ship]').first().click();
  await page.getByRole('button', { name: 'Cancel here' }).click();
  await page.getByRole('button', { name: 'Ship', exact: true }).waitFor({ state: 'detached' });
});

test('instances go on with another version, with what was found by id corrected by clicking', async () => {
  // given a version whose first task has another id
  await deploy(orders('review', 'Review'));
  const page = await pages.open('/design/operations/orders', { caller: admin });
  await page.getByRole('link', { name: 'Migrate…' }).click();
  const from = page.getByRole('region', { name: 'From version' });
  const to = page.getByRole('region', { name: 'To version' });
  await from.locator('[data-element-id=check]').first().waitFor();
  await to.locator('[data-element-id=review]').first().waitFor();

  // when one looks first
  await page.getByRole('button', { name: 'See what would happen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/the new version has no such element/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // and corrects the mapping
  await from.locator('[data-element-id=check]').first().click();
  await to.locator('[data-element-id=review]').first().click();
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await dialog.getByText('Chosen: 2. Would be done for 2 of 2 examined.').waitFor();
  await dialog.getByRole('button', { name: 'Migrate' }).click();

  // then all of it runs on the new version
  await dialog.getByText('Over: 2 of 2 done, 0 refused').waitFor();
  const { items } = (await admin.call('GET', '/api/instances?process=orders&version=2')).body;
  expect(items).toHaveLength(2);

  // and the batch stands among those of all processes
  await page.goto(`${app.url}/design/operations?tab=batches`);
  await page
    .getByRole('row', { name: /^Migrate.* 2 \/ 2 0/ })
    .getByRole('button')
    .click();
  await dialog.getByText('Over: 2 of 2 done, 0 refused').waitFor();
});
