import { AUDIENCE, NO_LISTENING, OFFER, type Things, TOPIC } from './whole-house.ts';

/**
 * A route that takes an organisation, or something that is one's.
 * `member`: what everybody may ask who sees the organisation; `house`: what is its own, for those with a part in it;
 * `network`: what administrators of the network decide.
 */
export interface HouseRoute {
  readonly route: string;
  readonly of: 'member' | 'house' | 'network';
  readonly query?: (things: Things) => string;
  readonly body?: (things: Things) => object;
}

const HOUSE = '/api/organisations/v1';
const RECORDS = `${HOUSE}/records/:id`;
const DESK = `${HOUSE}/desk`;
const PRIVACY = '/api/privacy/v1';

const house = (route: string, more: Omit<HouseRoute, 'route' | 'of'> = {}): HouseRoute => ({
  route,
  of: 'house',
  ...more,
});
const member = (route: string, more: Omit<HouseRoute, 'route' | 'of'> = {}): HouseRoute => ({
  route,
  of: 'member',
  ...more,
});
const network = (route: string, body?: HouseRoute['body']): HouseRoute => ({
  route,
  of: 'network',
  ...(body === undefined ? {} : { body }),
});

const DAY = { from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z', known_at: '2026-01-02T00:00:00Z' };
const atDesk = ({ id }: Things) => `organisation=${id}&function=support`;
const network_ = { kind: 'network' };
const AUDIENCES = '/api/insight/v1/audiences';
const EXPORTS = '/api/insight/v1/exports';
const OFFERS = '/api/insight/v1/offers';
const TOPICS = '/api/insight/v1/topics';
const INFLUENCE = '/api/insight/v1/influence';
const table = ({ id }: Things) => ({
  organisation: id,
  function: 'support',
  purpose: 'aggregation',
  attribute: 'language',
  values: ['English'],
  until: '2026-02-01',
});
const SYNTHETIC = '/api/insight/v1/synthetic-tables';
const TRAINING = '/api/insight/v1/training-data';
const RESOLUTIONS = '/api/insight/v1/resolutions';
const rows = ({ id }: Things) => ({
  organisation: id,
  definition: {
    function: 'support',
    purpose: 'aggregation',
    synthetic: [
      { kind: 'language', values: ['English'] },
      { kind: 'skill', values: ['Baking'] },
    ],
    until: '2026-02-01',
  },
});
const posts = ({ id }: Things) => ({
  organisation: id,
  definition: {
    function: 'support',
    purpose: 'model-training',
    training: { for: 'A model', from: '2026-01-01', before: '2026-02-01', tags: [] },
    until: '2026-02-01',
  },
});
const counted = { function: 'support', purpose: 'mining', what: 'posts' };
const risk = ({ seat }: Things) => ({
  title: 'Listening',
  purpose: 'aggregation',
  functions: ['support'],
  owner: seat,
});

/** All of them, what ends things last. */
export const HOUSE_ROUTES: readonly HouseRoute[] = [
  member(`GET ${HOUSE}/:id/profile`),
  member(`GET ${PRIVACY}/organisations/:id/processing`),
  member(`POST ${PRIVACY}/data-requests`, { body: ({ id }) => ({ organisation: id, kind: 'access' }) }),
  member(`PUT ${PRIVACY}/contact-caps/:id`, { body: () => ({ most: 1 }) }),
  member(`POST ${PRIVACY}/conversations`, {
    body: ({ id }) => ({ organisation: id, function: 'support', text: 'Is anybody there?' }),
  }),
  house(`GET ${HOUSE}/:id/seats`),
  house(`GET ${HOUSE}/:id/keepers`),
  house(`GET ${HOUSE}/:id/grants`),
  house(`GET ${HOUSE}/:id/check-up`),
  house(`GET ${HOUSE}/:id/domains`),
  house(`GET ${HOUSE}/:id/elsewhere`),
  house(`GET ${HOUSE}/:id/receipts`),
  house(`GET ${HOUSE}/:id/receipts/:receipt`),
  house(`GET ${HOUSE}/:id/matters`),
  house(`GET ${HOUSE}/:id/matters/:matter`),
  house(`GET ${HOUSE}/:id/sign-off-rules`),
  house(`GET ${HOUSE}/:id/risks`),
  house(`GET ${HOUSE}/:id/risks/:risk`),
  house(`GET ${HOUSE}/:id/risks/:risk/impact-assessment`),
  house(`GET ${AUDIENCES}`, { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${AUDIENCES}/:audience`),
  house(`GET ${SYNTHETIC}`, { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${TRAINING}`, { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${RESOLUTIONS}`, { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${EXPORTS}`, { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${OFFERS}`, { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${OFFERS}/:offer`),
  house(`GET ${TOPICS}`, { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${TOPICS}/:topic`),
  house('GET /api/insight/v1/watches', { query: ({ id }) => `organisation=${id}` }),
  house('GET /api/insight/v1/alerts', { query: ({ id }) => `organisation=${id}` }),
  house(`GET ${RECORDS}/seats`),
  house(`GET ${RECORDS}/saved`),
  house(`GET ${RECORDS}/saved/:saved`),
  house(`GET ${RECORDS}/processing`),
  house(`GET ${RECORDS}/processing.csv`),
  house(`GET ${RECORDS}/reports/:period`),
  house(`GET ${RECORDS}/reports/:period/csv`),
  house(`GET ${RECORDS}/requests`),
  house(`GET ${RECORDS}/breaches`),
  house('GET /api/insight/v1/budget', { query: ({ id }) => `organisation=${id}` }),
  house('GET /api/insight/v1/terms', { query: ({ id }) => `organisation=${id}` }),
  house('GET /api/insight/v1/answers', { query: ({ id }) => `organisation=${id}` }),
  house('GET /api/insight/v1/answers/:answer', { query: ({ id }) => `organisation=${id}` }),
  house('GET /api/insight/v1/answers/:answer/csv', { query: ({ id }) => `organisation=${id}` }),
  house('GET /api/insight/v1/unseen', {
    query: ({ id }) => `organisation=${id}&function=support&purpose=aggregation&what=posts`,
  }),
  house(`GET ${DESK}/conversations`, { query: atDesk }),
  house(`GET ${DESK}/conversations/:conversation`),
  house(`GET ${DESK}/figures`, { query: atDesk }),
  house(`GET ${DESK}/figures/csv`, { query: atDesk }),
  house(`GET ${DESK}/recipients`, { query: atDesk }),
  house(`POST ${HOUSE}/:id/contacts`, {
    body: ({ persona }) => ({ persona, function: 'support', text: 'Can we help?' }),
  }),
  house(`POST ${DESK}/outbound`, {
    body: ({ id, persona }) => ({
      organisation: id,
      function: 'support',
      personas: [persona],
      text: 'Can we help?',
    }),
  }),
  house(`POST ${DESK}/tags`, { body: ({ id }) => ({ organisation: id, name: 'Bread' }) }),
  house(`PUT ${DESK}/desks/:id/:function`, { body: () => ({ idle_days: 20 }) }),
  house(`PUT ${DESK}/conversations/:conversation/assignment`, { body: ({ seat }) => ({ seat }) }),
  house(`PUT ${DESK}/conversations/:conversation/tags`, { body: ({ tag }) => ({ tags: [tag] }) }),
  house(`POST ${PRIVACY}/conversations/:conversation/messages`, {
    body: () => ({ text: 'We look into it' }),
  }),
  house(`POST ${DESK}/conversations/:conversation/handover`, { body: () => ({ to: 'sales' }) }),
  house('POST /api/insight/v1/unseen', { body: ({ id }) => ({ organisation: id, ...counted }) }),
  house('POST /api/insight/v1/counts', { body: ({ id }) => ({ organisation: id, ...counted }) }),
  house(`POST ${AUDIENCES}`, { body: ({ id }) => ({ organisation: id, ...AUDIENCE }) }),
  house(`PUT ${AUDIENCES}/:audience`, { body: () => ({ ...AUDIENCE, title: 'All readers' }) }),
  house(`POST ${AUDIENCES}/:audience/size`),
  house('PUT /api/insight/v1/terms', { body: ({ id }) => ({ organisation: id, minimum: 11 }) }),
  house(`POST ${OFFERS}`, { body: ({ id, audience }) => ({ organisation: id, audience, ...OFFER }) }),
  house(`PUT ${OFFERS}/:offer`, { body: ({ audience }) => ({ audience, ...OFFER, title: 'More bread' }) }),
  house(`POST ${OFFERS}/:offer/publish`),
  house(`POST ${OFFERS}/:offer/outcomes`),
  house(`POST ${TOPICS}`, { body: ({ id }) => ({ organisation: id, ...TOPIC }) }),
  house(`PUT ${TOPICS}/:topic`, { body: () => ({ ...TOPIC, title: 'All bread' }) }),
  house('POST /api/insight/v1/listening', {
    body: ({ id, topic }) => ({
      organisation: id,
      function: 'support',
      topic: { kind: 'saved', topic },
      span: { unit: 'day', buckets: 1 },
    }),
  }),
  house('POST /api/insight/v1/watches', { body: ({ topic }) => ({ topic, until: '2026-03-03' }) }),
  house('POST /api/insight/v1/emerging-terms', {
    body: ({ id }) => ({ organisation: id, function: 'support' }),
  }),
  house('PUT /api/insight/v1/audience-threshold', {
    body: ({ id }) => ({ organisation: id, signed_from: 50 }),
  }),
  house(`POST ${INFLUENCE}`, {
    body: ({ id }) => ({ organisation: id, function: 'support', measure: 'ties' }),
  }),
  house(`POST ${INFLUENCE}/names`, { body: ({ id }) => ({ organisation: id, function: 'support' }) }),
  house(`POST ${EXPORTS}`, { body: table }),
  house(`POST ${EXPORTS}/csv`, { body: table }),
  house(`POST ${SYNTHETIC}`, { body: rows }),
  house(`POST ${SYNTHETIC}/csv`, { body: rows }),
  house(`POST ${TRAINING}`, { body: posts }),
  house(`POST ${RESOLUTIONS}`, { query: ({ id }) => `organisation=${id}&function=support` }),
  house(`POST ${HOUSE}/:id/simulations`, { body: () => ({ text: NO_LISTENING }) }),
  house(`POST ${HOUSE}/:id/simulations/counts`, { body: () => ({ text: NO_LISTENING, ...counted }) }),
  house(`POST ${HOUSE}/:id/simulations/jobs`, {
    body: () => ({ text: NO_LISTENING, lines: [counted] }),
  }),
  house('GET /api/insight/v1/jobs', { query: ({ id }) => `organisation=${id}` }),
  house(`POST ${HOUSE}/:id/simulations/what-if`, {
    body: () => ({ text: NO_LISTENING, action: 'see', kind: 'post' }),
  }),
  house(`POST ${HOUSE}/:id/matters`, {
    body: () => ({ kind: 'policy', title: 'More', text: NO_LISTENING }),
  }),
  house(`PUT ${HOUSE}/:id/matters/:matter`, { body: () => ({ title: 'Other', text: NO_LISTENING }) }),
  house(`POST ${HOUSE}/:id/matters/:matter/steps`, { body: () => ({ step: 'submit' }) }),
  house(`PUT ${HOUSE}/:id/sign-off-rules`, { body: () => ({ kind: 'policy', besides: ['it'] }) }),
  house(`POST ${HOUSE}/:id/risks`, { body: risk }),
  house(`PUT ${HOUSE}/:id/risks/:risk`, { body: risk }),
  house(`POST ${RECORDS}/requests/:request/steps`, { body: () => ({ kind: 'taken' }) }),
  house(`PUT ${RECORDS}/requests/:request/assigned`, { body: () => ({ seat: null }) }),
  house(`PUT ${RECORDS}/controller`, { body: () => ({ controller: 'Orga, Leeds' }) }),
  house(`POST ${RECORDS}/saved`, { body: () => ({ title: 'As it stands' }) }),
  house(`POST ${RECORDS}/breaches`, { body: () => ({ title: 'Another', ...DAY }) }),
  house(`POST ${RECORDS}/breaches/:breach/entries`, { body: () => ({ kind: 'note', words: 'Found' }) }),
  house(`POST ${RECORDS}/breaches/:breach/count`),
  house(`POST ${HOUSE}/:id/seats`, {
    body: ({ persona }) => ({ persona, kind: 'discipline', name: 'it' }),
  }),
  house(`PUT ${HOUSE}/:id/keepers/:persona`),
  house(`PUT ${HOUSE}/:id/profile`, { body: () => ({ note: 'Ours' }) }),
  house(`POST ${HOUSE}/:id/grants`, {
    body: ({ id }) => ({ object: { kind: 'staff', id }, actions: ['see'], audience: network_ }),
  }),
  house(`GET ${PRIVACY}/resources/:resource`),
  house(`PATCH ${PRIVACY}/resources/:resource`, { body: () => ({ title: 'Other prices' }) }),
  house(`GET ${PRIVACY}/resources/:resource/grants`),
  house(`POST ${PRIVACY}/resources/:resource/grants`, {
    body: ({ persona }) => ({ actions: ['see'], audience: { kind: 'persona', persona } }),
  }),
  house(`POST ${PRIVACY}/resources`, {
    body: ({ id }) => ({ kind: 'page', title: 'More', text: 'Words', owner: id }),
  }),
  // Once the list is open to the network.
  member(`GET ${HOUSE}/:id/staff`),
  house(`POST ${HOUSE}/:id/check-up`, { body: () => ({ others: 'renew' }) }),
  house(`POST ${HOUSE}/:id/domains`, { body: () => ({ domain: 'more.org' }) }),
  house(`POST ${HOUSE}/:id/domains/:domain/look`),
  house(`PUT ${HOUSE}/:id/elsewhere`),
  house(`PUT ${HOUSE}/seats/:seat`, { body: () => ({ shows_person: true }) }),
  network(`GET ${PRIVACY}/organisations/:id/domains`),
  network(`PUT ${PRIVACY}/organisations/:id/domains`, () => ({ domains: ['orga.example'] })),
  network(`PUT ${HOUSE}/:id/host`),
  network(`DELETE ${HOUSE}/:id/host`),
  network(`GET ${PRIVACY}/organisations/:id/staff`),
  network(`PUT ${PRIVACY}/organisations/:id/staff/:persona`, () => ({ functions: ['sales'] })),
  network(`DELETE ${PRIVACY}/organisations/:id/staff/:persona`),
  house(`POST ${DESK}/conversations/:conversation/solve`),
  house(`DELETE ${DESK}/tags/:tag`),
  house(`DELETE ${OFFERS}/:offer`),
  house(`DELETE ${AUDIENCES}/:audience`),
  house('DELETE /api/insight/v1/watches/:watch'),
  house(`DELETE ${TOPICS}/:topic`),
  house(`DELETE ${PRIVACY}/resources/:resource`),
  house(`DELETE ${HOUSE}/:id/elsewhere`),
  house(`DELETE ${HOUSE}/:id/domains/:domain`),
  house(`DELETE ${HOUSE}/:id/grants/:grant`),
  house(`DELETE ${HOUSE}/:id/risks/:risk`),
  house(`DELETE ${HOUSE}/:id/keepers/:persona`),
  house(`DELETE ${HOUSE}/seats/:seat`),
  house(`DELETE ${HOUSE}/:id/seats/:expert`),
];

/** As the router has it: there what is in a conversation or a tag is an `id`. */
export const asRouted = (route: string): string =>
  route
    .replace(/:(conversation|tag|resource|audience|answer|topic|watch|offer)\b/, ':id')
    .replace(':expert', ':seat')
    .replace(`${DESK}/desks/:id`, `${DESK}/desks/:organisation`);

/** The request of a route, with these things in it. */
export function requestOf({ route, query, body }: HouseRoute, things: Things) {
  const [method = '', path = ''] = route.split(' ');
  const rest: Record<string, string> = { function: 'support', period: '2026-01', ...things };
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => rest[name] ?? name);
  return {
    method,
    path: query === undefined ? filled : `${filled}?${query(things)}`,
    body: body?.(things),
  };
}
