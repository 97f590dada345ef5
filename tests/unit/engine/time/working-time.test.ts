import { describe, expect, test } from 'vitest';
import { deploy } from '#engine/deploy.ts';
import { firstRun, nextRun } from '#engine/time/cycle.ts';
import { registry } from '../../../support/configuration.ts';
import { bpmn, flows, type RunOptions, running } from '../../../support/process.ts';

const { calendars } = registry({
  'calendars/office.yaml':
    'zone: Europe/Kyiv\nhours: {weekdays: [09:00-13:00, 14:00-18:00]}\nholidays: [01-07]\n',
  'calendars/support.yaml': 'default: true\nhours: {weekdays: 08:00-20:00, weekend: 10:00-12:00}\n',
});

const COUNTS = (key?: string) =>
  `<bpmn:extensionElements><potik:calendar${key === undefined ? '' : ` key="${key}"`}/></bpmn:extensionElements>`;
const TIMER = (form: string, text: string) =>
  `<bpmn:timerEventDefinition><bpmn:${form}>${text}</bpmn:${form}></bpmn:timerEventDefinition>`;
/** The tests' clock begins on Monday, 5 January 2026 at 9:00 UTC, 11:00 in Kyiv. */
const caught = (extension: string, form: string, text: string) =>
  bpmn(
    `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="t">${extension}${TIMER(form, text)}</bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>${flows('s -> t -> e')}`,
  );
const iso = (millis: number | null | undefined) =>
  millis == null ? null : new Date(millis).toISOString().slice(0, 16);
const dueIn = async (xml: string, options: RunOptions = { calendars }) =>
  iso([...(await running(xml, options)).simulation.jobs.values()][0]?.due);

describe('timers that count in working time', () => {
  test.each([
    ['office', 'timeDuration', 'PT4H', '2026-01-05T14:00'],
    ['office', 'timeDuration', '= duration("P2D")', '2026-01-08T09:00'],
    ['office', 'timeDuration', 'PT8H', '2026-01-06T09:00'],
    ['office', 'timeDate', '2026-01-07T03:00:00Z', '2026-01-07T03:00'],
    ['office', 'timeCycle', 'R3/PT8H', '2026-01-06T09:00'],
    [undefined, 'timeDuration', 'PT12H', '2026-01-06T09:00'],
  ])('%s: %s %s', async (key, form, text, expected) => {
    expect(await dueIn(caught(COUNTS(key), form, text))).toBe(expected);
  });

  test('and those that name no calendar count all time', async () => {
    expect(await dueIn(caught('', 'timeDuration', 'P2D'))).toBe('2026-01-07T09:00');
  });

  test('a repeating boundary event counts every period', async () => {
    // given
    const run = await running(
      bpmn(`<bpmn:startEvent id="s"/><bpmn:userTask id="u"/><bpmn:boundaryEvent id="b" attachedToRef="u" cancelActivity="false">
        ${COUNTS('office')}${TIMER('timeCycle', 'R3/P1D')}</bpmn:boundaryEvent><bpmn:endEvent id="r"/><bpmn:endEvent id="e"/>${flows('s -> u -> e', 'b -> r')}`),
      { calendars },
    );
    const due: (string | null)[] = [];
    // when
    for (let job = [...run.simulation.jobs.values()][0]; job; job = [...run.simulation.jobs.values()][0]) {
      due.push(iso(job.due));
      run.simulation.setNow(job.due!);
      run.simulation.runDueJob();
    }
    // then
    expect(due).toEqual(['2026-01-06T09:00', '2026-01-08T09:00', '2026-01-09T09:00']);
  });

  test('due and follow-up dates and reminders of tasks', async () => {
    const { simulation } = await running(
      bpmn(`<bpmn:startEvent id="s"/><bpmn:userTask id="u"><bpmn:extensionElements><potik:calendar key="office"/>
        <potik:due date="P3D" followUp="PT6H"/><potik:listener on="timeout" after="PT7H" value="= 1"/></bpmn:extensionElements></bpmn:userTask>
        <bpmn:endEvent id="e"/>${flows('s -> u -> e')}`),
      { calendars },
    );
    const [task] = [...simulation.tasks.values()];
    expect([iso(task!.due), iso(task!.followUp)]).toEqual(['2026-01-09T09:00', '2026-01-05T16:00']);
    expect(iso([...simulation.jobs.values()][0]!.due)).toBe('2026-01-06T08:00');
  });

  test('start timers', async () => {
    // given
    const start = await deploy(
      bpmn(
        `<bpmn:startEvent id="s">${COUNTS('office')}${TIMER('timeCycle', 'R/P1D')}</bpmn:startEvent><bpmn:endEvent id="e"/>${flows('s -> e')}`,
      ),
    );
    const { startTriggers, nextStart } = await import('#engine/starts.ts');
    const [process] = start.ok ? start.processes : [];
    const env = { now: Date.parse('2026-01-06T09:00Z'), zone: 'UTC', calendars };
    // when
    const [trigger] = startTriggers(process!, env).triggers;
    if (trigger?.kind !== 'timer') throw new Error('no timer');
    const next = nextStart(process!, trigger, { ...env, now: trigger.due });
    // then
    expect([iso(trigger.due), iso(next!.due)]).toEqual(['2026-01-08T09:00', '2026-01-09T09:00']);
  });

  test('cron texts run in working time only', () => {
    const calendar = calendars.byKey.get('office')!;
    const clock = { now: Date.parse('2026-01-06T12:00Z'), zone: 'Europe/Kyiv', calendar };
    const first = firstRun('0 9 * * *', clock)!;
    expect(iso(first.due)).toBe('2026-01-08T07:00');
    expect(iso(nextRun(first.cycle, -1, first.due, { ...clock, now: first.due })!.due)).toBe(
      '2026-01-09T07:00',
    );
    expect(firstRun('0 3 * * *', clock)).toBeNull();
  });
});

describe('a calendar that is not there', () => {
  test('is refused when it is deployed, with what was perhaps meant', async () => {
    const result = await deploy(caught(COUNTS('ofice'), 'timeDuration', 'PT1H'), {
      calendars: new Set(calendars.byKey.keys()),
    });
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
      'The calendar “ofice” of “t” is not known. Known are, for example, office, support.',
    ]);
  });

  test('fails the step where it has gone meanwhile; so does a time that is too far', async () => {
    await expect(dueIn(caught(COUNTS('gone'), 'timeDuration', 'PT1H'))).rejects.toThrow('calendar.unknown');
    await expect(dueIn(caught(COUNTS('office'), 'timeDuration', 'PT99999999H'))).rejects.toThrow('timer.far');
  });
});
