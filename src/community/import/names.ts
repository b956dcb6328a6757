import type { ActorId, CircleId, NetworkId } from '../../privacy/words.ts';
import { importedId } from './imported-id.ts';
import type { ImportedPeople, ImportedPerson } from './people.ts';
import type { NewCircle } from './write-actors.ts';

export type NamedPerson = ImportedPerson & { readonly id: ActorId };

/** The imported people and circles under their ids on one network. */
export interface Named {
  readonly personas: ReadonlyMap<string, NamedPerson>;
  readonly circles: readonly (NewCircle & { readonly members: readonly ActorId[] })[];
}

/** Gives everybody and every circle an id. Throws where a key is nobody's: that is the caller's bug. */
export function namesOn(network: NetworkId, people: ImportedPeople): Named {
  const personas = new Map(
    people.people.map((person) => [
      person.key,
      { ...person, id: importedId<ActorId>(network, 'persona', person.key) },
    ]),
  );
  const idOf = idIn(personas);
  const circles = people.circles.map(({ owner, title, members }) => ({
    id: importedId<CircleId>(network, 'circle', owner, title),
    owner: idOf(owner),
    title,
    members: members.map(idOf),
  }));
  return { personas, circles };
}

export const idIn =
  (personas: Named['personas']) =>
  (key: string): ActorId =>
    personas.get(key)?.id ?? unknown(key);

function unknown(key: string): never {
  throw new Error(`the import speaks of ${key}, who is not among its people`);
}
