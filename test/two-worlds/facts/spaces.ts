import type { HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

const MEMBERS = { 'in the circle': 'is a member of the space', quinn: 'administers the space' } as const;

/** Spaces that are not for everybody. */
export const spaceFacts: readonly HiddenFact[] = [
  {
    name: 'what is in a closed space',
    about: { posts: ['post in the lab'], people: ['quinn'], spaces: ['closed space'] },
    knows: MEMBERS,
    async happen({ cast, do: make }) {
      const body = { status: 'The wombats escaped #wombat', space_id: cast.things['closed space'] };
      const written = await make('quinn writes', post('/api/v1/statuses', body), cast.people.quinn);
      return { is: 'posts', ids: [textIn(written, 'id')], words: ['wombats', 'wombat'] };
    },
  },
  {
    name: 'who is in a closed space',
    about: { posts: ['post in the lab'], people: ['quinn', 'rosa'], spaces: ['closed space'] },
    knows: { ...MEMBERS, rosa: 'is the new member' },
    async happen({ cast, do: make }) {
      const path = `/api/privacy/v1/spaces/${cast.things['closed space']}/members`;
      await make('quinn lets rosa in', post(path, { persona: cast.people.rosa.id }), cast.people.quinn);
      return {};
    },
  },
  {
    name: 'who asks to be let into a closed space',
    about: { people: ['quinn', 'peter'], spaces: ['closed space'] },
    knows: { quinn: 'answers the request', peter: 'asked' },
    also: ['in the circle'],
    async happen({ cast, do: make }) {
      const path = `/api/privacy/v1/spaces/${cast.things['closed space']}/join`;
      await make('peter asks', post(path), cast.people.peter);
      return {};
    },
  },
  {
    name: 'a secret space and what is in it',
    about: { people: ['quinn', 'iris'], spaces: ['closed space'] },
    knows: MEMBERS,
    also: ['rosa'],
    async happen({ cast, do: make }) {
      const made = await make(
        'quinn makes it',
        post('/api/privacy/v1/spaces', {
          handle: 'burrow',
          title: 'Wombat burrow',
          note: 'Dig',
          openness: 'secret',
        }),
        cast.people.quinn,
      );
      const id = textIn(made, 'id');
      await make(
        'quinn lets iris in',
        post(`/api/privacy/v1/spaces/${id}/members`, { persona: cast.people.iris.id }),
        cast.people.quinn,
      );
      const body = { status: 'Deeper, wombats #wombat', space_id: id };
      const written = await make('iris writes', post('/api/v1/statuses', body), cast.people.iris);
      return {
        is: 'spaces',
        ids: [id, textIn(written, 'id')],
        words: ['wombats', 'burrow', 'wombat'],
        handles: ['burrow'],
      };
    },
  },
];
