import type { Doing, Hidden, HiddenFact } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

/** Who is tied to whom: circles, follows, blocks, staff. */
export const tieFacts: readonly HiddenFact[] = [
  {
    name: 'membership of a circle',
    about: { posts: ['post to inner'], people: ['olive', 'rosa'] },
    knows: { owner: 'the circle is hers', rosa: 'may read what is for the circle' },
    also: ['in the circle'],
    async happen({ cast, do: make }) {
      const path = `/api/privacy/v1/circles/${cast.things['inner circle']}/members`;
      await make('olive adds rosa', post(path, { personas: [cast.people.rosa.id] }), cast.people.olive);
      return { is: 'circles', ids: [cast.things['inner circle'] as string] };
    },
  },
  {
    name: 'a follow between two others',
    about: { people: ['rosa', 'peter'] },
    knows: { rosa: 'follows', peter: 'is followed' },
    async happen({ cast, do: make }) {
      await make('rosa follows', post(`/api/v1/accounts/${cast.people.peter.id}/follow`), cast.people.rosa);
      const path = `/api/v1/follow_requests/${cast.people.rosa.id}/authorize`;
      await make('peter lets rosa follow', post(path), cast.people.peter);
      return {};
    },
  },
  {
    name: 'a block between two others',
    about: { posts: ["peter's post"], people: ['quinn', 'peter'] },
    knows: { quinn: 'blocks' },
    also: ['peter'],
    async happen({ cast, do: make }) {
      await make('quinn blocks', post(`/api/v1/accounts/${cast.people.peter.id}/block`), cast.people.quinn);
      return {};
    },
  },
  {
    name: 'a block that ends a tie which is shown to all',
    about: { people: ['rosa', 'quinn'] },
    knows: { rosa: 'blocks' },
    // That a block is hidden from everybody is told by the one above; here it is the tie that matters.
    only: ['visitor', 'stranger', 'follower', 'blocked', 'administrator'],
    also: ['quinn'],
    async happen({ cast, do: make }) {
      await make('rosa blocks', post(`/api/v1/accounts/${cast.people.quinn.id}/block`), cast.people.rosa);
      return {};
    },
  },
  {
    name: 'who blocked me',
    about: { posts: ['reply of sam'], people: ['peter'], spaces: ['open space'] },
    only: ['stranger'],
    routes: {
      match: /\/(reach|drafts\/check|explain|who-can-see|view-as)$/,
      because: 'who is blocked may notice that somebody is gone; these must not tell it',
    },
    knows: { rosa: 'blocks' },
    happen: rosaBlocksSam,
  },
  {
    name: 'who blocked me, asked by name',
    about: { posts: ['reply of sam'], people: ['rosa', 'peter'] },
    only: ['stranger'],
    routes: {
      match: /\/(explain|view-as)$/,
      because:
        'an audience can name only whom one sees, which somebody who blocks is not; these two take any name',
    },
    knows: { rosa: 'blocks' },
    happen: rosaBlocksSam,
  },
  {
    name: 'who is on the staff of an organisation',
    about: { posts: ['post to staff'], people: ['olive', 'rosa'], organisations: ['organisation'] },
    knows: { rosa: 'is on the staff', administrator: 'keeps the list of the staff' },
    also: ['in the circle', 'owner'],
    async happen({ cast, do: make }) {
      await make(
        'ada makes rosa staff',
        put(`/api/privacy/v1/organisations/${cast.things.organisation}/staff/${cast.people.rosa.id}`, {
          functions: ['support'],
        }),
        cast.people.ada,
      );
      return {};
    },
  },
  {
    name: 'a lockdown, to whom it keeps out',
    about: { people: ['winny', 'wren'] },
    only: ['stranger'],
    knows: { 'follower of the sibling': 'the lockdown is hers' },
    async happen(doing) {
      const hidden = await winnyWrites(doing);
      await doing.do('winny keeps people out', put(LOCKDOWN, {}), doing.cast.people.winny);
      return hidden;
    },
    // It looks to them as if she had blocked them.
    async instead(doing) {
      await winnyWrites(doing);
      const path = `/api/v1/accounts/${doing.cast.people.sam.id}/block`;
      await doing.do('winny keeps people out', post(path), doing.cast.people.winny);
    },
  },
  {
    name: 'a lockdown, to whom it does not keep out',
    about: { people: ['fawn', 'sam'] },
    // They have been there for a day when their traces begin.
    only: ['stranger', 'follower', 'administrator'],
    knows: { 'ex-follower': 'the lockdown is hers' },
    async happen({ cast, do: make }) {
      const pattern = { newer_than_days: 1, strangers: false, days: 30 };
      await make('fawn keeps new personas out', put(LOCKDOWN, pattern), cast.people.fawn);
      return {};
    },
  },
];

const LOCKDOWN = '/api/privacy/v1/lockdown';

async function winnyWrites({ cast, do: make }: Doing): Promise<Partial<Hidden>> {
  const body = { status: 'Wombats burrow in winter', visibility: 'public' };
  const written = await make('winny writes', post('/api/v1/statuses', body), cast.people.winny);
  return { is: 'posts', ids: [textIn(written, 'id')], words: ['burrow'] };
}

async function rosaBlocksSam({ cast, do: make }: Doing): Promise<Partial<Hidden>> {
  await make('rosa blocks', post(`/api/v1/accounts/${cast.people.sam.id}/block`), cast.people.rosa);
  return {};
}
