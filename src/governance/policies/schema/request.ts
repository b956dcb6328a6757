import type {
  AuthorizationCall,
  CedarValueJson,
  EntityJson,
  TypeAndId,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyClass } from './classes.ts';
import { cedarAction } from './classes.ts';
import { RESOURCE_TYPE_OF } from './vocabulary.ts';

/** What is kept for good is kept for longer than any number that Cedar and JSON both know. */
export const KEPT_FOR_GOOD = Number.MAX_SAFE_INTEGER;

export type CedarRequest = Pick<
  AuthorizationCall,
  'principal' | 'action' | 'resource' | 'context' | 'entities'
>;

const word = (type: string, id: string): CedarValueJson => ({ __entity: { type, id } });
/** A class has nobody in particular in it. */
const some = (type: string): TypeAndId => ({ type, id: 'some' });

/** The class as Cedar is asked about it. */
export function cedarRequest(asked: PolicyClass): CedarRequest {
  const principal = principalOf(asked);
  const resource = resourceOf(asked);
  return {
    principal: principal.uid,
    action: { type: 'Action', id: cedarAction(asked.capacity, asked.action, asked.purpose) },
    resource: resource.uid,
    context: {
      network: word('Network', asked.network),
      purpose: word('Purpose', asked.purpose),
      label: word('Label', asked.label),
      lawfulBasis: word('LawfulBasis', asked.basis),
      retentionDays: Math.min(asked.retentionDays, KEPT_FOR_GOOD),
      hour: asked.hour,
      conversation: word('Conversation', asked.conversation),
      ageDays: Math.min(asked.ageDays, KEPT_FOR_GOOD),
    },
    entities: [principal, resource],
  };
}

function principalOf({ capacity, disciplines }: PolicyClass): EntityJson {
  const seats = disciplines.map((id): TypeAndId => ({ type: 'Discipline', id }));
  if (capacity === 'person') return { uid: some('Person'), attrs: {}, parents: seats };
  const acting: TypeAndId = { type: 'Organisation', id: 'any' };
  if (capacity === 'service') return { uid: some('Service'), attrs: {}, parents: [acting] };
  const parents = [{ type: 'Function', id: capacity }, acting, ...seats];
  return { uid: some('Staff'), attrs: {}, parents };
}

function resourceOf({ thing, label }: PolicyClass): EntityJson {
  const attrs: Record<string, CedarValueJson> = { label: word('Label', label) };
  if (thing.attribute !== undefined) attrs['kind'] = word('AttributeKind', thing.attribute);
  return { uid: some(RESOURCE_TYPE_OF[thing.kind]), attrs, parents: [] };
}
