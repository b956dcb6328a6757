import type { Name } from '../cast.ts';
import type { Doing, HiddenFact } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

/** Who lets an organisation measure their influence, and know it of them by name. */
export const influenceFacts: readonly HiddenFact[] = [
  {
    name: 'that somebody who is tied to members with influence lets it be measured, without a name',
    about: { people: ['rosa', 'peter'], organisations: ['organisation'] },
    knows: { rosa: 'the rule is hers' },
    only: ['staff', 'administrator', 'stranger'],
    also: ['peter'],
    routes: {
      match: /^(?!(POST \/api\/insight\/v1\/influence|GET \/api\/insight\/v1\/answers\S*)$)/,
      because: 'numbers of those who let it have noise, and are tested as (ε, δ) in test/insight/',
    },
    async happen(doing) {
      await namedPair(doing);
      await lets(doing, 'rosa', ['ties']);
      return {};
    },
    async instead(doing) {
      await namedPair(doing);
      doing.pass();
    },
  },
  {
    name: 'what influence somebody has, whom an organisation may know by name',
    about: { people: ['peter'], organisations: ['organisation'] },
    knows: { peter: 'the rule is his', staff: 'acts for the organisation, which he lets know it' },
    also: ['rosa', 'in the circle'],
    async happen(doing) {
      await isOfAge(doing, 'peter');
      await lets(doing, 'peter', ['ties', 'named']);
      const asked = { organisation: doing.cast.things.organisation, function: 'marketing' };
      await doing.do('stan is told', post('/api/insight/v1/influence/names', asked), doing.cast.people.stan);
      return {};
    },
  },
];

/** There in both worlds: two who are named, and Rosa's tie to one of them. */
async function namedPair(doing: Doing): Promise<void> {
  await connect(doing, 'iris');
  await connect(doing, 'rosa');
  for (const name of ['iris', 'peter'] as const) {
    await isOfAge(doing, name);
    await lets(doing, name, ['ties', 'named']);
  }
}

/** Nobody else is told of by name. */
async function isOfAge({ cast, do: make }: Doing, name: Name): Promise<void> {
  const who = cast.people[name];
  const attributes = '/api/privacy/v1/attributes';
  const made = await make(
    `${name} writes a date`,
    post(attributes, { kind: 'birth-date', value: '1980-05-21' }),
    who,
  );
  const audience = { kind: 'persona', persona: cast.things.organisation };
  const path = `${attributes}/${textIn(made, 'id')}/disclosure`;
  await make(`${name} shows that`, put(path, { precision: 'decade', audience }), who);
}

async function lets({ cast, do: make }: Doing, name: Name, over: readonly string[]): Promise<void> {
  const rules = [{ audience: { kind: 'persona', persona: cast.things.organisation }, over }];
  const path = '/api/privacy/v1/processing-rules/influence-measurement';
  await make(`${name} lets influence be measured`, put(path, { rules }), cast.people[name]);
}

async function connect({ cast, do: make }: Doing, name: 'iris' | 'rosa'): Promise<void> {
  const path = '/api/privacy/v1/connections/requests';
  const { peter, [name]: other } = cast.people;
  const asked = await make(`${name} asks peter`, post(path, { to: peter.id }), other);
  await make(`peter accepts ${name}`, post(`${path}/${textIn(asked, 'request.id')}/approve`), peter);
}
