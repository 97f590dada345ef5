/** All kinds of change. A new one is a file in this folder and a line here. */
import { addEntity } from './add-entity.ts';
import { addField } from './add-field.ts';
import type { ChangeKind } from './change-kind.ts';
import { drop } from './drop.ts';
import { dropEntity } from './drop-entity.ts';
import { dropField } from './drop-field.ts';
import { joinChoices } from './join-choices.ts';
import { moveField } from './move-field.ts';
import { orderFields } from './order-fields.ts';
import { put } from './put.ts';
import { renameEntity } from './rename-entity.ts';
import { renameField } from './rename-field.ts';
import { retypeField } from './retype-field.ts';
import { setEntity } from './set-entity.ts';
import { setField } from './set-field.ts';
import { splitChoice } from './split-choice.ts';

export const CHANGES: ReadonlyMap<string, ChangeKind> = new Map(
  [
    addEntity,
    dropEntity,
    renameEntity,
    setEntity,
    addField,
    dropField,
    renameField,
    retypeField,
    setField,
    moveField,
    splitChoice,
    joinChoices,
    orderFields,
    put,
    drop,
  ].map((kind) => [kind.key, kind]),
);
