/** Several e-mail addresses. */
import { ContactList } from './contact-list.tsx';
import { defineControl } from './control-kind.ts';

export const emails = defineControl({
  key: 'emails',
  large: true,
  Draw: (props) => <ContactList control={props} part="address" type="email" />,
});
