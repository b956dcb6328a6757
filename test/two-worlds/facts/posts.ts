import type { HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

const CIRCLE = { 'in the circle': 'the circle is its audience', owner: 'wrote it' } as const;

/** Things written and liked for a circle. */
export const postFacts: readonly HiddenFact[] = [
  {
    name: 'a post to a circle',
    about: { posts: ["olive's post"], people: ['olive', 'peter'] },
    knows: CIRCLE,
    also: ['peter'],
    async happen({ cast, do: make }) {
      const body = {
        status: 'Wombats meet at dawn #wombat #cake @peter',
        spoiler_text: 'Marsupials',
        audience: { kind: 'circle', circle: cast.things['inner circle'] },
      };
      const answer = await make('olive writes', post('/api/v1/statuses', body), cast.people.olive);
      return { is: 'posts', ids: [textIn(answer, 'id')], words: ['wombats', 'marsupials', 'wombat'] };
    },
  },
  {
    name: 'a reply in a post to a circle',
    about: { posts: ['post to inner'], people: ['olive', 'iris'] },
    knows: { 'in the circle': 'wrote it', owner: 'it answers her own post' },
    async happen({ cast, do: make }) {
      const body = { status: 'Gladly, wombats included', in_reply_to_id: cast.things['post to inner'] };
      const answer = await make('iris answers', post('/api/v1/statuses', body), cast.people.iris);
      return { is: 'posts', ids: [textIn(answer, 'id')], words: ['wombats'] };
    },
  },
  {
    name: 'a reply to a public post for a circle',
    about: { posts: ["peter's post", 'reply of sam'], people: ['olive', 'peter'] },
    knows: CIRCLE,
    also: ['peter'],
    async happen({ cast, do: make }) {
      const body = {
        status: 'Wombats bring the cake',
        in_reply_to_id: cast.things["peter's post"],
        audience: { kind: 'circle', circle: cast.things['inner circle'] },
      };
      const answer = await make('olive answers', post('/api/v1/statuses', body), cast.people.olive);
      return { is: 'posts', ids: [textIn(answer, 'id')], words: ['wombats'] };
    },
  },
  {
    name: 'a like on a post to a circle',
    about: { posts: ['post to inner'], people: ['olive', 'iris'] },
    knows: { owner: 'it is her post' },
    async happen({ cast, do: make }) {
      await make(
        'iris likes',
        post(`/api/v1/statuses/${cast.things['post to inner']}/favourite`),
        cast.people.iris,
      );
      return {};
    },
  },
];
