/** The description of the API holds what the server routes, and only references that resolve. */
import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../runtime/api/table.ts';
import { ADMIN, testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn(ADMIN);
const { body: document } = await admin.call('GET', '/api/openapi.json');

test('every endpoint is described', () => {
  const missing = Object.values(ENDPOINTS)
    .flat()
    .filter(({ method, path }) => {
      const entry = document.paths[path.replaceAll(/:([a-zA-Z]+)/g, '{$1}')];
      return entry?.[method.toLowerCase()] === undefined;
    });
  expect(document.openapi).toBe('3.1.0');
  expect(missing).toEqual([]);
});

test('every reference resolves', () => {
  const names = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
  const known = (name: string) => name.replace('#/components/schemas/', '') in document.components.schemas;
  expect([...new Set(names)].filter((name) => !known(name))).toEqual([]);
});

test('an entity has its own paths and a schema with its labels', () => {
  expect(document.components.schemas.user.properties.email.title).toBe('E-mail');
  expect(document.paths['/api/records/user/{id}'].patch.tags).toEqual(['records: user']);
});

test('it is for people who are signed in', async () => {
  expect((await fetch(`${app.url}/api/openapi.json`)).status).toBe(401);
});
