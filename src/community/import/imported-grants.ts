import { type Audience, connectionsKey, type Key, NETWORK, personaKey } from '../../privacy/audience.ts';
import { atPrecision } from '../../privacy/disclosure.ts';
import type { ActorId, GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { importedId } from './imported-id.ts';
import type { NamedPerson } from './names.ts';
import type { ImportedAttribute } from './people.ts';
import type { ImportedGrant } from './write-grants.ts';

export const NETWORK_MEMBERS: Audience = { any: [[NETWORK]], except: [] };

const ACTIONS_OF = {
  see: ['see', 'connect', 'mention'],
  find: ['find', 'search'],
  contact: ['contact'],
} as const;

/** Members of the network see and find the persona and may ask to connect; its connections may write to it. */
export const presenceGrants = (network: NetworkId, id: ActorId): ImportedGrant[] =>
  (['see', 'find', 'contact'] as const).map((action) => ({
    id: importedId<GrantId>(network, 'presence', id, action),
    owner: id,
    object: { kind: 'presence', id: id as string as ObjectId },
    actions: ACTIONS_OF[action],
    audience: action === 'contact' ? { any: [[connectionsKey(id)]], except: [] } : NETWORK_MEMBERS,
  }));

/** What others may know of them: a copy of each attribute, as the source has it unless it says how coarse. */
export const attributeGrants = (network: NetworkId, person: NamedPerson, at: Instant) =>
  person.attributes.flatMap((attribute): ImportedGrant[] => {
    const { kind, value, precision = 'exact' } = attribute;
    const shown = atPrecision(kind, value, precision, at);
    if (shown === null) return [];
    return [
      {
        id: importedId<GrantId>(network, 'attribute grant', person.id, kind, value),
        owner: person.id,
        object: { kind: 'attribute', id: importedId<ObjectId>(network, 'attribute', person.id, kind, value) },
        actions: ['see'],
        audience: alone(keyOf(person.id, attribute)),
        copy: { kind, value: shown, precision },
      },
    ];
  });

function keyOf(owner: ActorId, { to }: ImportedAttribute): Key {
  if (to === undefined) return connectionsKey(owner);
  return to === 'network' ? NETWORK : personaKey(to);
}

/** What organisations may do with what is theirs. */
export const allowanceGrants = (network: NetworkId, { id, allows = [] }: NamedPerson) =>
  allows.map(
    ({ organisation, purpose, over, named = false }): ImportedGrant => ({
      id: importedId<GrantId>(network, 'allowance', id, organisation, purpose, over, String(named)),
      owner: id,
      object: { kind: over, id: id as string as ObjectId },
      actions: [named ? 'see' : 'process'],
      audience: alone(personaKey(organisation)),
      purpose,
      conditions: { actorKinds: ['organisation'] },
    }),
  );

const alone = (key: Key): Audience => ({ any: [[key]], except: [] });
