/** `potik user`, `doctor`, `check` and the help: what they say, exit codes, JSON. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedFolder } from '../../support/conformance/scenario.ts';
import { potik } from '../../support/potik.ts';

const run = await potik();

describe('user', () => {
  test('add, list, password', async () => {
    process.env.POTIK_PASSWORD = 'correct horse battery';
    expect(
      await run('user', 'add', 'iryna@example.com', '--name', 'Iryna', '--roles', 'administrator'),
    ).toMatchObject({
      code: 0,
      out: 'Iryna may sign in as iryna@example.com.',
    });
    expect((await run('user', 'list')).out).toMatch(/iryna@example\.com +Iryna +administrator/);
    expect((await run('user', 'list', '--json')).json()).toEqual([
      expect.objectContaining({ email: 'iryna@example.com', roles: ['administrator'] }),
    ]);
    expect((await run('user', 'password', 'iryna@example.com')).out).toContain('has a new password');
  });

  test('refused: the same address, an unknown role, a weak password', async () => {
    const twice = await run('user', 'add', 'iryna@example.com');
    expect(twice.code).toBe(1);
    expect(twice.err).toMatch(/iryna@example\.com|address|e-mail/i);
    const role = await run('user', 'add', 'oleh@example.com', '--roles', 'adminstrator');
    expect(role.code).toBe(1);
    expect(role.err).toContain('adminstrator');
    process.env.POTIK_PASSWORD = '123';
    expect((await run('user', 'add', 'oleh@example.com')).code).toBe(1);
    const { rows } = await run.db.query('select count(*)::int as people from data."user"');
    expect(rows).toEqual([{ people: 1 }]);
  });

  test('used wrongly', async () => {
    delete process.env.POTIK_PASSWORD;
    expect((await run('user', 'add', 'oleh@example.com')).err).toContain('Set POTIK_PASSWORD');
    expect((await run('user', 'add', 'oleh')).code).toBe(2);
    expect((await run('user', 'remove', 'oleh@example.com')).code).toBe(2);
    process.env.POTIK_PASSWORD = 'correct horse battery';
    expect((await run('user', 'password', 'nobody@example.com')).err).toContain('Nobody has the address');
  });
});

describe('doctor', () => {
  test('a healthy installation', async () => {
    const said = await run('doctor');
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain('All is well.');
    expect(said.out).not.toContain('!!');
    expect((await run('doctor', '--json')).json()).toMatchObject({ ok: true });
  });

  test('an order that was given up is told', async () => {
    const { rows } = await run.db.query<{ id: string }>(
      `insert into potik.outbox (topic, payload, created_at, due_at) values ('record', '{}', now(), null) returning id`,
    );
    const said = await run('doctor');
    expect(said.code).toBe(1);
    expect(said.out).toMatch(/!! +outbox +1 orders were given up/);
    await run.db.query('delete from potik.outbox where id = $1', [rows[0]!.id]);
  });

  test('a database that is not there', async () => {
    const { url } = run;
    run.url = 'postgres://me:hidden@127.0.0.1:1/nothing';
    const said = await run('doctor', '--json');
    run.url = url;
    expect(said.code).toBe(1);
    const { ok, findings } = said.json();
    expect(ok).toBe(false);
    expect(findings.at(-1)).toMatchObject({ what: 'database', ok: false });
    expect(JSON.stringify(findings)).not.toContain('hidden');
  });
});

describe('check', () => {
  const model = (inner: string) =>
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><bpmn:process id="p" isExecutable="true">${inner}</bpmn:process></bpmn:definitions>`;

  test('what would run and what not', async () => {
    const folder = run.write(
      {
        'good.bpmn': model(
          '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>',
        ),
        'bad.bpmn': model(
          '<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="gone"/>',
        ),
        'notes.txt': 'not looked at',
      },
      'models',
    );
    const said = await run('check', folder);
    expect(said.code).toBe(1);
    expect(said.out).toContain('2 files, 1 of them without errors');
    expect(await run('check', join(folder, 'good.bpmn'))).toMatchObject({ code: 0 });
    expect((await run('check', folder, '--json')).json()).toMatchObject({ files: 2, refused: 1 });
    expect((await run('check')).code).toBe(2);
    expect((await run('check', join(folder, 'none'))).err).toContain('There is no file or folder');
  });

  const shared = sharedFolder();
  test.skipIf(shared === null)('drawings of other programs never break it', async () => {
    const said = await run('check', join(shared!, 'data/bpmn'), '--drafts', '--json');
    expect([0, 1]).toContain(said.code);
    expect(said.json().files).toBeGreaterThan(50);
  });
});

describe('help', () => {
  test('lists every command, and tells of each', async () => {
    const said = await run('--help');
    expect(said.code).toBe(0);
    for (const name of ['serve', 'plan', 'apply', 'pull', 'types', 'import', 'user', 'check', 'doctor']) {
      expect(said.out).toContain(`  ${name} `);
      expect((await run(name, '--help')).out).toMatch(new RegExp(`^Usage: potik ${name}`));
    }
    expect((await run()).code).toBe(2);
    expect(await run('fly')).toMatchObject({ code: 2, out: '' });
  });
});
