import type { Doing, HiddenFact } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

/** What members decide of connecting and of organisations. */
export const controlFacts: readonly HiddenFact[] = [
  {
    name: 'who may connect with somebody, contact them, and process what is theirs',
    about: { people: ['rosa', 'peter'], organisations: ['organisation'] },
    knows: { rosa: 'the rules are hers' },
    also: ['in the circle', 'peter'],
    async happen({ cast, do: make }) {
      const { rosa } = cast.people;
      const rules = { ask: [], daily_cap: 1, ends: { after_months: 3, dormant_months: null, leaving: null } };
      await make('rosa lets nobody ask', put('/api/privacy/v1/connection-rules', rules), rosa);
      await make(
        'rosa wants no sales',
        put('/api/privacy/v1/contact-rules/sales', {
          anybody: 'ask',
          preferred: { place: 'at the wombat', told: true },
        }),
        rosa,
      );
      await make(
        'rosa allows mining',
        put('/api/privacy/v1/processing-rules/mining', {
          rules: [{ audience: { kind: 'persona', persona: cast.things.organisation }, over: ['posts'] }],
        }),
        rosa,
      );
      return { words: ['wombat'] };
    },
  },
  {
    name: 'how much organisations may learn of somebody in numbers',
    about: { people: ['quinn'], organisations: ['organisation'] },
    knows: { quinn: 'chose it' },
    also: ['in the circle', 'peter'],
    async happen({ cast, do: make }) {
      await make(
        'quinn has it be none',
        put('/api/privacy/v1/allowance', { share: 'none' }),
        cast.people.quinn,
      );
      return {};
    },
  },
  {
    name: 'two connections, their ends, and an introduction',
    about: { people: ['iris', 'rosa', 'peter'] },
    knows: {
      peter: 'introduces',
      rosa: 'is connected',
      'in the circle': 'is introduced',
    },
    async happen(doing) {
      const { cast, do: make } = doing;
      const { iris, peter, rosa } = cast.people;
      await connect(doing, 'iris');
      await connect(doing, 'rosa');
      const introduction = { persona: iris.id, to: rosa.id };
      await make('peter introduces them', post('/api/privacy/v1/introductions', introduction), peter);
      const ending = `/api/privacy/v1/connections/${peter.id}/ending`;
      await make('rosa lets it end', put(ending, { ends_at: '2027-03-01T09:00:00Z' }), rosa);
      return {};
    },
  },
  {
    name: 'whether somebody refused an organisation that asked, and let others ask',
    about: { people: ['iris', 'peter'], organisations: ['organisation'] },
    knows: { 'in the circle': 'refused' },
    async happen(doing) {
      const { cast, do: make } = doing;
      await asksIris(doing);
      const path = '/api/privacy/v1/contact-requests';
      const asked = await make('iris looks', { method: 'GET', path }, cast.people.iris);
      await make('iris refuses', post(`${path}/${textIn(asked, '0.id')}/refuse`), cast.people.iris);
      const anybody = put('/api/privacy/v1/contact-rules/marketing', { anybody: 'ask' });
      await make('iris lets anybody ask', anybody, cast.people.iris);
      return {};
    },
    async instead(doing) {
      await asksIris(doing);
      for (let n = 0; n < 3; n++) doing.pass();
    },
  },
];

async function connect({ cast, do: make }: Doing, name: 'iris' | 'rosa'): Promise<void> {
  const path = '/api/privacy/v1/connections/requests';
  const { peter, [name]: other } = cast.people;
  const asked = await make(`${name} asks peter`, post(path, { to: peter.id }), other);
  await make(`peter accepts ${name}`, post(`${path}/${textIn(asked, 'request.id')}/approve`), peter);
}

async function asksIris({ cast, do: make }: Doing): Promise<void> {
  const { iris, stan } = cast.people;
  const rule = put('/api/privacy/v1/contact-rules/marketing', {
    anybody: 'no',
    organisations: [{ organisation: cast.things.organisation, answer: 'ask' }],
  });
  await make('iris wants to be asked', rule, iris);
  const contact = { persona: iris.id, function: 'marketing' };
  await make(
    'stan asks her',
    post(`/api/organisations/v1/${cast.things.organisation}/contacts`, contact),
    stan,
  );
}
