import { systemPrincipal } from '../../server/auth/principal.ts';
import { type Command, Misuse, OK } from '../command.ts';

export const userCommand: Command = {
  name: 'user',
  usage: 'add|password|list [EMAIL]',
  summary: 'People who may sign in: add one, set a password, list them.',
  options: {
    name: { value: 'NAME', text: 'name of the new person' },
    roles: { value: 'A,B', text: 'roles of the new person' },
  },
  help: 'The password is read from the environment: POTIK_PASSWORD. Command lines can be read by others.',
  async run({ args: [deed, email], options, out }) {
    const { withPlatform } = await import('../open.ts');
    if (deed === 'list') {
      const { items } = await withPlatform(({ services }) => services.people.list());
      for (const { name, email: address, roles, active } of items)
        out.line(
          `${address.padEnd(32)} ${name.padEnd(24)} ${active ? '' : '(not active) '}${roles.join(', ')}`,
        );
      out.result(items);
      return OK;
    }
    if (deed !== 'add' && deed !== 'password') throw new Misuse('Say add, password or list.');
    if (!email?.includes('@')) throw new Misuse('Name the person by the e-mail address.');
    const password = process.env.POTIK_PASSWORD;
    if (!password) throw new Misuse('Set POTIK_PASSWORD to the new password.');
    return withPlatform(async ({ services: { people } }) => {
      if (deed === 'add') {
        const roles = String(options.roles ?? '')
          .split(',')
          .map((role) => role.trim())
          .filter(Boolean);
        const name = String(options.name ?? email.split('@')[0]);
        const person = await people.create({ name, email, password, roles }, systemPrincipal());
        out.line(`${person.name} may sign in as ${person.email}.`);
        out.result(person);
        return OK;
      }
      const person = (await people.list()).items.find(
        (one) => one.email.toLowerCase() === email.toLowerCase(),
      );
      if (!person) throw new Misuse(`Nobody has the address ${email}.`);
      await people.setPassword(person.id, password, systemPrincipal());
      out.line(`${person.name} has a new password; the sessions so far have ended.`);
      out.result({ id: person.id });
      return OK;
    });
  },
};
