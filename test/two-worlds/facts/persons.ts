import { emailOf, passwordOf } from '../cast.ts';
import type { HiddenFact } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';
import { twoPersonas } from './two-personas.ts';

/** Attributes are kept by an account, for all its personas. */
const ACCOUNT = {
  owner: 'it is hers',
  sibling: 'it is of the same account, which keeps it',
  'sibling elsewhere': 'it is of the same account, which keeps it',
} as const;

/** Who somebody is: attributes, personas, accounts. */
export const personFacts: readonly HiddenFact[] = [
  {
    name: 'an attribute, disclosed to a circle',
    about: { people: ['olive'], attributes: ['attribute', 'disclosure'] },
    knows: { 'in the circle': 'the circle is its audience', ...ACCOUNT },
    async happen({ cast, do: make }) {
      const kept = await make(
        'olive keeps it',
        post('/api/privacy/v1/attributes', { kind: 'home-town', value: 'Wombatville, Australia' }),
        cast.people.olive,
      );
      const id = textIn(kept, 'id');
      const audience = { kind: 'circle', circle: cast.things['inner circle'] };
      const shown = await make(
        'olive discloses it',
        put(`/api/privacy/v1/attributes/${id}/disclosure`, { precision: 'exact', audience }),
        cast.people.olive,
      );
      return { ids: [id, textIn(shown, 'disclosure.id')], words: ['wombatville'] };
    },
  },
  {
    name: 'an attribute, kept and shown to nobody',
    about: { people: ['olive'], attributes: ['attribute', 'disclosure'] },
    knows: ACCOUNT,
    also: ['in the circle'],
    async happen({ cast, do: make }) {
      const kept = await make(
        'olive keeps it',
        post('/api/privacy/v1/attributes', { kind: 'phone', value: '+31 20 123 4567' }),
        cast.people.olive,
      );
      return { ids: [textIn(kept, 'id')], words: ['+31'] };
    },
  },
  {
    name: 'a persona hidden from the directory',
    about: { people: ['peter'] },
    knows: { rosa: 'it shows itself to her' },
    async happen({ cast, do: make }) {
      const joined = await make(
        'hugo joins',
        post('/api/privacy/v1/personas', {
          network: 'acme',
          handle: 'hugo',
          display_name: 'Hugo Wombat',
          naming: 'pseudonym',
          note: 'I dig',
          presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } },
        }),
        { cookie: cast.cookies.hugo as string },
      );
      const id = textIn(joined, 'id');
      const token = await make('hugo signs in', post('/api/privacy/v1/session/token', { persona: id }), {
        cookie: cast.cookies.hugo as string,
      });
      const as = { token: textIn(token, 'access_token') };
      const written = await make(
        'hugo writes to himself',
        post('/api/v1/statuses', { status: 'Dig, wombats', audience: { kind: 'nobody' } }),
        as,
      );
      await make('hugo likes', post(`/api/v1/statuses/${cast.things["peter's post"]}/favourite`), as);
      await make('hugo follows', post(`/api/v1/accounts/${cast.people.peter.id}/follow`), as);
      await make(
        'hugo shows himself to rosa',
        put('/api/privacy/v1/presence', { see: { kind: 'persona', persona: cast.people.rosa.id } }),
        as,
      );
      return { ids: [id, textIn(written, 'id')], words: ['wombat', 'wombats'], handles: ['hugo'] };
    },
  },
  {
    name: 'two personas are of one account',
    about: { people: ['rosa', 'peter'] },
    knows: { 'their account': 'both are its own' },
    happen: (doing) => twoPersonas(doing, 'zoe'),
    instead: async (doing) => {
      await twoPersonas(doing, 'hugo');
    },
  },
  {
    name: 'a handle taken on another network',
    about: { people: ['olive'] },
    knows: {
      'member elsewhere': 'it is taken on their own network',
      'sibling elsewhere': 'it is taken on their own network',
    },
    async happen({ cast, do: make }) {
      const joined = await make(
        'zoe joins',
        post('/api/privacy/v1/personas', {
          network: 'globex',
          handle: 'zoe',
          display_name: 'Zoe',
          naming: 'chosen',
        }),
        { cookie: cast.cookies.zoe as string },
      );
      return { ids: [textIn(joined, 'id')], words: ['zoe'], handles: ['zoe'] };
    },
  },
  {
    name: 'an e-mail address is registered',
    about: { people: ['olive'] },
    knows: { 'their account': 'can sign in by it' },
    async happen({ do: make }) {
      const email = emailOf('known');
      await make(
        'somebody registers',
        post('/api/privacy/v1/accounts', { email, password: passwordOf('known') }),
        {},
      );
      return { emails: [email] };
    },
  },
];
