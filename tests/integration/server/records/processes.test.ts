/** Processes that read and write records. */
import { describe, expect, it } from 'vitest';
import { rootVariables } from '#engine/read.ts';
import { CommandFailed } from '../../../../runtime/server/processes/command-errors.ts';
import { flows } from '../../../support/process.ts';
import { about, CONTEXT, recordProcesses, task } from '../../../support/record-processes.ts';

const READER = `
label: Reader
records: {deal: {see: all}, customer: {see: '= segment != "vip"'}, deal_line: {see: none}}
fields: {deal: {margin: hidden}}
`;
const { db, deal, deploy, records, start, system } = await recordProcesses({ 'roles/reader.yaml': READER });

describe('a process', () => {
  it('reads records by paths, writes them in its own transaction, and the log says which step did it', async () => {
    // given
    await deploy(
      'copying',
      `${CONTEXT()}<bpmn:startEvent id="s"/>${task('set', 'record.update', {
        record: '= deal',
        values:
          '= {amount: sum(deal.lines.price) + 0.5, loss_reason: deal.customer.city, close_date: date("2026-12-24"), responsible: deal.responsible}',
      })}${task('make', 'record.create', {
        entity: 'deal',
        values:
          '= {name: "Copy of " + deal.name, customer: deal.customer, lines: [{product: "One", price: deal.amount}]}',
      })}${task('find', 'record.query', {
        entity: 'deal',
        where: '= {field: "customer", op: "=", value: deal.customer}',
        sort: '= ["name"]',
      })}<bpmn:userTask id="u"/>${flows('s -> set -> make -> find -> u')}`,
    );
    const made = await deal({
      lines: [
        { product: 'A', price: 10 },
        { product: 'B', price: '20.25' },
      ],
    });

    // when
    const { instance } = await start('copying', about(made.id));

    // then
    expect(await records.get(system, 'deal', made.id)).toMatchObject({
      version: 2,
      amount: { amount: '30.75' },
      loss_reason: 'Kyiv',
      close_date: '2026-12-24',
    });
    const copy = await records.query(system, 'deal', {
      where: 'name = "Copy of Deal"',
      fields: ['total', 'lines'],
    });
    expect(copy.items).toMatchObject([{ total: { amount: '30.75' }, lines: [{ product: 'One' }] }]);
    const variables = rootVariables(instance);
    expect(variables.make_result).toEqual({ $record: { entity: 'deal', id: copy.items[0]!.id } });
    expect(variables.find_result).toHaveLength(2);
    const { items } = await records.timeline(system, 'deal', made.id, { kinds: 'change,process' });
    expect(items.find(({ kind }) => kind === 'changed')).toMatchObject({
      cause: { kind: 'process', instance: instance.id, element: 'set', process: 'copying', step: 'Step set' },
    });
    expect(items.some(({ kind, detail }) => kind === 'process' && detail?.instance === instance.id)).toBe(
      true,
    );
  });

  it('that is called reads its own paths of a record its caller has read already', async () => {
    const child = `${CONTEXT()}<bpmn:startEvent id="s"/>${task('set', 'record.update', {
      record: '= deal',
      values: '= {loss_reason: deal.customer.city}',
    })}<bpmn:endEvent id="e"/>${flows('s -> set -> e')}`;
    const call = `<bpmn:callActivity id="call" calledElement="called_reader"><bpmn:extensionElements><potik:in name="deal" value="= deal"/></bpmn:extensionElements></bpmn:callActivity>`;
    const caller = `${CONTEXT()}<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" default="f2"/>${call}<bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/><bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="call"/><bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e"><bpmn:conditionExpression>= deal.name = "other"</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="f4" sourceRef="call" targetRef="e"/>`;
    await deploy('called_reader', child);
    await deploy('calling_reader', caller);
    const made = await deal();
    await start('calling_reader', about(made.id));
    expect(await records.get(system, 'deal', made.id)).toMatchObject({ loss_reason: 'Kyiv' });
  });

  it('with a role of its own reads what that role may see, and nothing else', async () => {
    // given the same model with and without a role that sees no margin and no very important customers
    const deployReader = (id: string, runAs: string) => {
      const context = `<bpmn:extensionElements><potik:context ${runAs}><potik:variable name="deal" entity="deal"/></potik:context></bpmn:extensionElements>`;
      const gate = (name: string, condition: string) =>
        `<bpmn:exclusiveGateway id="${name}" default="${name}_no"/><bpmn:userTask id="${name}_seen"/><bpmn:userTask id="${name}_unseen"/><bpmn:sequenceFlow id="${name}_yes" sourceRef="${name}" targetRef="${name}_seen"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="${name}_no" sourceRef="${name}" targetRef="${name}_unseen"/>`;
      const body = `${context}<bpmn:startEvent id="s"/><bpmn:parallelGateway id="all"/>${gate('name', '= deal.name = "Deal"')}${gate('margin', '= deal.margin = 7')}${gate('city', '= deal.customer.city = "Lviv"')}${gate('lines', '= count(deal.lines) = 1')}${flows('s -> all', 'all -> name', 'all -> margin', 'all -> city', 'all -> lines')}`;
      return deploy(id, body);
    };
    await deployReader('free_reader', '');
    await deployReader('role_reader', 'runAs="reader"');
    const vip = await records.create(system, 'customer', { name: 'V', city: 'Lviv', segment: 'vip' });
    const made = await deal({ margin: 7, customer: vip.id, lines: [{ product: 'A' }] });
    // when
    const tasks = async (key: string) => {
      const { instance } = await start(key, about(made.id));
      const { rows } = await db.query<{ element: string }>(
        'select element from potik.task where instance_id = $1 order by element',
        [instance.id],
      );
      return rows.map(({ element }) => element);
    };
    // then
    expect(await tasks('free_reader')).toEqual(['city_seen', 'lines_seen', 'margin_seen', 'name_seen']);
    expect(await tasks('role_reader')).toEqual(['city_unseen', 'lines_unseen', 'margin_unseen', 'name_seen']);
  });

  it('whose step is refused changes nothing and says why', async () => {
    await deploy(
      'refused',
      `${CONTEXT()}<bpmn:startEvent id="s"/>${task('one', 'record.update', { record: '= deal', values: '= {amount: 1}' })}${task(
        'two',
        'record.update',
        { record: '= deal', values: '= {amount: -1}' },
      )}<bpmn:endEvent id="e"/>${flows('s -> one -> two -> e')}`,
    );
    const made = await deal();
    const failure = await start('refused', about(made.id)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CommandFailed);
    expect((failure as Error).message).toContain('The amount can not be negative.');
    expect(await records.get(system, 'deal', made.id)).toMatchObject({ version: 1, amount: null });
  });
});
