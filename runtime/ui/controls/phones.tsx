/** Several phone numbers. */
import { ContactList } from './contact-list.tsx';
import { defineControl } from './control-kind.ts';

export const phones = defineControl({
  key: 'phones',
  large: true,
  Draw: (props) => <ContactList control={props} part="number" type="tel" />,
});
