import { emailOf, passwordOf } from '../cast.ts';
import { changedHandle } from './changed-handle.ts';
import type { HiddenFact } from './hidden-fact.ts';
import { hiddenPersona } from './hidden-persona.ts';
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
      return { is: 'attributes', ids: [id, textIn(shown, 'disclosure.id')], words: ['wombatville'] };
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
      return { is: 'attributes', ids: [textIn(kept, 'id')], words: ['+31'] };
    },
  },
  {
    name: 'a badge, shown to a circle',
    about: { people: ['olive'], organisations: ['organisation'] },
    knows: {
      'in the circle': 'the circle is its audience',
      owner: ACCOUNT.owner,
      sibling: ACCOUNT.sibling,
    },
    async happen({ cast, do: make }) {
      const body = { organisation: cast.things.organisation };
      const badge = textIn(
        await make('olive takes a badge', post('/api/privacy/v1/badges', body), cast.people.olive),
        'id',
      );
      const audience = { kind: 'circle', circle: cast.things['inner circle'] };
      const shown = await make(
        'olive shows it',
        put(`/api/privacy/v1/attributes/${badge}/disclosure`, { audience }),
        cast.people.olive,
      );
      return { is: 'attributes', ids: [badge, textIn(shown, 'disclosure.id')], words: ['orga'] };
    },
  },
  {
    name: 'a persona hidden from the directory',
    about: { people: ['peter'] },
    knows: { rosa: 'it shows itself to her' },
    async happen(doing) {
      const { hidden, post: written } = await hiddenPersona(doing, 'hugo');
      return { is: 'people', ids: [hidden.id, written], words: ['wombat', 'wombats'], handles: ['hugo'] };
    },
  },
  {
    name: 'a persona that changed its handle, shown only now',
    about: { people: ['olive'] },
    knows: { rosa: 'it showed itself to her under the old one' },
    async happen(doing) {
      const { id, written } = await changedHandle(doing, 'hana');
      return { is: 'people', ids: [id, written], words: ['hana', 'hilda'], handles: ['hilda', 'hana'] };
    },
    instead: async (doing) => {
      await changedHandle(doing, 'hilda');
    },
  },
  {
    name: 'what a hidden persona likes and follows',
    about: { posts: ["peter's post"], people: ['peter'] },
    knows: { rosa: 'it shows itself to her', peter: 'is followed by it' },
    async happen(doing) {
      const { cast, do: make } = doing;
      const { hidden } = await hiddenPersona(doing, 'harry');
      const liked = `/api/v1/statuses/${cast.things["peter's post"]}`;
      await make('harry likes', post(`${liked}/favourite`), hidden);
      await make('harry bookmarks', post(`${liked}/bookmark`), hidden);
      await make('harry follows', post(`/api/v1/accounts/${cast.people.peter.id}/follow`), hidden);
      return { is: 'people', ids: [hidden.id], words: ['wombat'] };
    },
  },
  {
    name: 'two personas are of one account',
    about: { people: ['rosa', 'peter'] },
    knows: { 'their account': 'both are its own' },
    async happen(doing) {
      const { mona, nora } = await twoPersonas(doing, 'zoe');
      return {
        is: 'people',
        ids: [...mona.ids, ...nora.ids],
        words: ['wombat', 'mona', 'nora'],
        handles: ['mona', 'nora'],
      };
    },
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
      return { is: 'people', ids: [textIn(joined, 'id')], words: ['zoe'], handles: ['zoe'] };
    },
  },
  {
    name: 'an e-mail address is registered',
    about: { people: ['olive'] },
    knows: { 'holder of the address': 'can sign in by it' },
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
