/**
 * "Try it": the draft's process runs in the page by the engine's own code. Camunda's invoice demo with its scripts in the sandbox and
 * its Java class answered by hand; steps back; timers by the clock; what can't run says so. The server hears of nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';
import { appPages, goTo } from '../support/app-page.ts';
import { seriousFindings } from '../support/axe.ts';
import { sharedFolder } from '../support/conformance/scenario.ts';
import { INVOICE_FORMS, INVOICE_MODELS } from '../support/invoice-demo.ts';
import { bpmn, flows } from '../support/process.ts';

const shared = sharedFolder();
const app = await testApp();
const admin = await app.signIn();
const pages = await appPages(app);

const WAITING = bpmn(
  `<bpmn:startEvent id="begin"/>
   <bpmn:userTask id="answer" name="Answer"/>
   <bpmn:boundaryEvent id="late" name="Two hours" attachedToRef="answer" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
   <bpmn:userTask id="remind" name="Remind"/>
   <bpmn:intermediateCatchEvent id="paid" name="Paid"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
   <bpmn:scriptTask id="sum" name="Sum" scriptFormat="javascript" camunda:resultVariable="total"><bpmn:script>amount * 2</bpmn:script></bpmn:scriptTask>
   <bpmn:userTask id="check" name="Check"/><bpmn:endEvent id="end"/>
   ${flows('begin->answer->paid->sum->check->end', 'late->remind')}`,
  '<bpmn:message id="m" name="Paid"/>',
  'waiting',
);

async function drop(page: Page, files: readonly { readonly name: string; readonly content: string }[]) {
  const dropped = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, content } of given) transfer.items.add(new File([content], name));
    return transfer;
  }, files);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await page.getByText(/taken into the draft/).waitFor();
}

test('a timer, a message and a script, step by step and back', async () => {
  // given a draft that nobody has published
  const page = await pages.open('/design', { caller: admin });
  await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();
  await drop(page, [{ name: 'waiting.bpmn', content: WAITING }]);
  await goTo(page, `${app.url}/design/process/waiting`);
  await page.getByRole('link', { name: 'Try it' }).click();

  // when it is started, the clock goes on and the task is completed
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: /Two hours/ }).click();
  await page.getByRole('button', { name: 'Fire now' }).click();
  await page.getByRole('button', { name: /^Remind/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /^Answer/ }).click();
  await page.getByRole('button', { name: 'Complete', exact: true }).click();

  // and the message brings an amount
  await page.getByRole('button', { name: /^Paid/ }).click();
  await page.getByRole('region', { name: 'Steps' }).getByText('Completed: Answer').waitFor();
  const card = page
    .locator('section')
    .filter({ has: page.getByRole('button', { name: 'It arrives' }) })
    .last();
  await card.getByRole('button', { name: 'Add a variable' }).click();
  await card.getByRole('textbox', { name: 'Name' }).fill('amount');
  await card.getByRole('textbox', { name: 'Value of amount' }).fill('21');
  await card.getByRole('button', { name: 'It arrives' }).click();

  // then the script ran in the page's sandbox
  await page.getByRole('button', { name: /^Check/ }).waitFor();
  await page.getByText('total = 42').waitFor();

  // when a step is taken back, it waits for the message again
  await page.getByRole('button', { name: 'One step back' }).click();
  await page.getByRole('button', { name: /^Paid/ }).waitFor();
  expect(await page.getByText('total = 42').count()).toBe(0);

  // then the server has heard of none of it
  const { items } = (await admin.call('GET', '/api/instances?state=all')).body;
  expect(items).toEqual([]);
});

test('what can’t run says why at its element', async () => {
  const broken = bpmn(
    `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="which" name="Which?"/>${flows('s->which')}`,
    '',
    'broken',
  );
  const page = await pages.open('/design', { caller: admin });
  await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();
  await drop(page, [{ name: 'broken.bpmn', content: broken }]);
  await goTo(page, `${app.url}/design/process/broken/try`);
  await page.getByRole('heading', { name: 'It can’t run yet' }).waitFor();
  await page.getByRole('button', { name: /no outgoing sequence flow/ }).click();
  await page.waitForURL(/\/design\/process\/broken\?element=which/);
});

describe.skipIf(shared === null)('the invoice demo', () => {
  test('is filled in by its own forms and runs to its Java class, which a person answers for', async () => {
    // given
    const page = await pages.open('/design', { caller: admin });
    await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();
    await drop(
      page,
      [...INVOICE_MODELS, ...INVOICE_FORMS].map((name) => ({
        name,
        content: readFileSync(join(shared as string, 'data/bpmn/camunda-invoice', name), 'utf8'),
      })),
    );
    await goTo(page, `${app.url}/design/process/invoice/try`);

    // when
    await page.getByLabel('Creditor').fill('Great Pizza for Everyone Inc.');
    await page.getByLabel('Amount').fill('30.00');
    await page.getByRole('combobox', { name: 'Invoice Category' }).click();
    await page.getByRole('option', { name: 'Travel Expenses' }).click();
    await page.getByLabel('Invoice Number').fill('GPFE-23232323');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('button', { name: /^Approve Invoice/ }).waitFor();

    // then the decision of the draft chose who approves
    await page.getByText(/Assign Approver Group decided/).waitFor();
  });
});
