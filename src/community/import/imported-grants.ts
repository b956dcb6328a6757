import { type Audience, connectionsKey, NETWORK } from '../../privacy/audience.ts';
import { atPrecision } from '../../privacy/disclosure.ts';
import type { ActorId, GrantId, NetworkId, ObjectId } from '../../privacy/words.ts';
import { importedId } from './imported-id.ts';
import type { NamedPerson } from './names.ts';
import type { ReadingGrant } from './write-grants.ts';

const NETWORK_MEMBERS: Audience = { any: [[NETWORK]], except: [] };

const ACTIONS_OF = {
  see: ['see', 'connect', 'mention'],
  find: ['find', 'search'],
  contact: ['contact'],
} as const;

/** Members of the network see and find the persona and may ask to connect; its connections may write to it. */
export const presenceGrants = (network: NetworkId, id: ActorId): ReadingGrant[] =>
  (['see', 'find', 'contact'] as const).map((action) => ({
    id: importedId<GrantId>(network, 'presence', id, action),
    owner: id,
    object: { kind: 'presence', id: id as string as ObjectId },
    actions: ACTIONS_OF[action],
    audience: action === 'contact' ? { any: [[connectionsKey(id)]], except: [] } : NETWORK_MEMBERS,
  }));

/** What a connection may know of them: a copy of each attribute as the source has it. */
export const attributeGrants = (network: NetworkId, person: NamedPerson) =>
  person.attributes.flatMap(({ kind, value }): ReadingGrant[] => {
    // `exact` asks nothing of the time.
    const shown = atPrecision(kind, value, 'exact', 0);
    if (shown === null) return [];
    return [
      {
        id: importedId<GrantId>(network, 'attribute grant', person.id, kind, value),
        owner: person.id,
        object: { kind: 'attribute', id: importedId<ObjectId>(network, 'attribute', person.id, kind, value) },
        actions: ['see'],
        audience: { any: [[connectionsKey(person.id)]], except: [] },
        copy: { kind, value: shown },
      },
    ];
  });
