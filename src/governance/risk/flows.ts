import { functionsOf, kindsOf, type ProcessingFacts, plainly } from './processing.ts';

/** One step that members' data takes, as a line of a data-flow diagram. */
export interface Flow {
  readonly id: 'shown' | 'read' | 'counted' | 'written' | 'kept';
  readonly from: string;
  readonly to: string;
  readonly what: string;
  /** Whether it was seen to happen in the time observed. */
  readonly observed: boolean;
}

/** The flows of a processing, as the system knows them. */
export function flowsOf(facts: ProcessingFacts): readonly Flow[] {
  const { declared, observed, seats } = facts;
  const kinds = kindsOf(facts);
  const desk = `${functionsOf(facts).map(plainly).join(', ') || 'a service of the organisation'} (${seats} ${seats === 1 ? 'seat' : 'seats'})`;
  const things = [
    ...declared.sources,
    ...(kinds.length === 0 ? [] : [`attributes: ${kinds.map(plainly).join(', ')}`]),
  ];
  const flows: Flow[] = [
    {
      id: 'shown',
      from: 'the member',
      to: 'the network',
      what: `copies of what the member granted for ${plainly(declared.purpose)}, at the granted precision`,
      observed: observed.uses > 0,
    },
  ];
  if (kinds.length > 0 || declared.sources.includes('messages')) {
    flows.push({
      id: 'read',
      from: 'the network',
      to: desk,
      what: things.join('; '),
      observed: observed.individual.read > 0,
    });
  }
  if (declared.sources.length > 0 || observed.ofMany > 0) {
    flows.push({
      id: 'counted',
      from: 'the network',
      to: desk,
      what: 'counts and figures of many members, with noise',
      observed: observed.ofMany > 0,
    });
  }
  const wrote = observed.individual.wrote + observed.individual.asked + observed.individual.offered;
  if (wrote > 0 || isContact(declared.purpose)) {
    flows.push({
      id: 'written',
      from: desk,
      to: 'the member',
      what: 'messages, requests and offers',
      observed: wrote > 0,
    });
  }
  flows.push({
    id: 'kept',
    from: desk,
    to: 'the organisation’s files',
    what:
      declared.retentionDays === null
        ? 'what comes of it, without an end'
        : `what comes of it, for ${declared.retentionDays} days`,
    observed: observed.uses > 0,
  });
  return flows;
}

const CONTACT = ['marketing', 'sales', 'customer-service', 'support', 'human-resources', 'communications'];
const isContact = (purpose: string): boolean => CONTACT.includes(purpose) || purpose === 'offer-targeting';
