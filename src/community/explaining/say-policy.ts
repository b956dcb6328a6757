import type { Days, Policy } from '../../privacy/facts.ts';
import { hourSpans } from '../../privacy/hour-spans.ts';
import { type Capacity, FOREVER } from '../../privacy/words.ts';
import { listed } from '../audiences/describe-audience.ts';

/** What a policy rules out, in a sentence. Whom it exempts is not said, only that it does. */
export function sayPolicy(policy: Policy): string {
  const { capacities, actions, purposes, objectKinds, labels, attributes, conversations, bases } = policy;
  const parts = [
    actions === undefined ? 'everything' : some(actions),
    purposes && `for ${some(purposes)}`,
    capacities && `by ${some(capacities.map(capacityText))}`,
    objectKinds && `over ${some(objectKinds)}`,
    attributes && `of the kind ${some(attributes)}`,
    conversations && some(conversations.map((one) => ORIGINS[one])),
    labels && `from the label ${some(labels)} on`,
    bases && `on the ground of ${some(bases)}`,
    policy.hours !== undefined && `at hours of ${listed(hourSpans(policy.hours).map(hoursText))} UTC`,
    policy.age && `${daysText(policy.age)} after it was shown`,
    policy.retention && `where it is kept ${daysText(policy.retention)}`,
  ].filter((part) => typeof part === 'string');
  return `It rules out ${parts.join(' ')}${policy.unless.length > 0 ? ', with exceptions' : ''}.`;
}

const some = (words: readonly string[]): string => listed(words, 'or');

const ORIGINS = {
  member: 'in a conversation that the member began',
  organisation: 'in a conversation that the organisation began',
  none: 'outside a conversation',
} as const;

const capacityText = (capacity: Capacity): string =>
  capacity === 'person' ? 'persons for themselves' : capacity === 'service' ? 'services' : capacity;

const hoursText = ([from, until]: readonly [number, number]): string => `${from} to ${until}`;

function daysText({ from, until }: Days): string {
  if (until === FOREVER) return `${from} days or longer`;
  return from === 0 ? `less than ${until} days` : `${from} days up to less than ${until}`;
}
