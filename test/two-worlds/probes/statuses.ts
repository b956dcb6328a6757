import {
  allIds,
  eachId,
  guesses,
  last,
  type Probe,
  pages,
  pagesOfEach,
  people,
  posts,
  read,
  type Scene,
  write,
} from './probe.ts';

const own = (scene: Scene) => scene.kept('own post');

/** Posts and the lists they are in. */
export const statusProbes: readonly Probe[] = [
  read('GET /api/v1/statuses/:id', eachId(allIds(posts))),
  read('GET /api/v1/statuses/:id/context', eachId(allIds(posts))),
  read('GET /api/v1/statuses/:id/source', eachId(posts)),
  read('GET /api/v1/statuses/:id/favourited_by', eachId(posts)),
  read('GET /api/v1/statuses/:id/reblogged_by', eachId(posts)),
  read('GET /api/v1/timelines/home', pages),
  read('GET /api/v1/timelines/public', pages),
  read('GET /api/v1/timelines/tag/:hashtag', (scene) =>
    ['cake', ...scene.hidden.words.filter((word) => /^\w+$/.test(word))].map((hashtag) => ({
      at: { hashtag },
    })),
  ),
  read('GET /api/v1/accounts/:id/statuses', pagesOfEach(people)),
  read('GET /api/v1/bookmarks', pages),
  read('GET /api/v1/favourites', pages),
  read('GET /api/v1/notifications', pages),
  read('GET /api/v1/notifications/:id', eachId(guesses)),
  read('GET /api/v2/search', (scene) => [
    ...['hello', ...scene.hidden.words, ...scene.hidden.handles].map((word) => ({
      query: `q=${encodeURIComponent(word)}`,
    })),
    ...scene.guesses.map((guess) => ({ query: `q=${guess}&type=statuses` })),
    { query: `q=cake&type=hashtags` },
  ]),
  read('GET /api/privacy/v1/spaces/:id/posts', (scene) => pagesOfEach(() => scene.spaces)(scene)),
  read('GET /api/privacy/v1/posts/:id/audience', eachId(posts)),

  // Answers to reads aren't kept: it is asked again, for the seat in which something is said.
  write('GET /api/organisations/v1/seats', () => [{ keep: 'own seats' }]),
  write('POST /api/v1/statuses', (scene) => [
    { body: { status: `A post of ${scene.word} to the network`, visibility: 'public' }, keep: 'own post' },
    { body: { status: `Another #cake`, visibility: 'private' }, keep: 'own private post' },
    { body: { status: '@olive @iris @hugo @mona hear me', visibility: 'direct' }, keep: 'own mention' },
    ...scene.posts.map((id) => ({
      body: { status: 'An answer', in_reply_to_id: id },
      keep: `answer to ${id}`,
    })),
    ...scene.guesses.map((id) => ({ body: { status: 'In there', space_id: id }, keep: `post in ${id}` })),
    ...scene.guesses.flatMap((id) =>
      [
        { kind: 'circle', circle: id },
        { kind: 'persona', persona: id },
        { kind: 'space', space: id },
        { kind: 'staff', organisation: id },
      ].map((audience, n) => ({ body: { status: 'For them', audience }, keep: `post for ${n} ${id}` })),
    ),
    ...scene.posts.map((id) => ({
      body: { status: 'A quote', quoted_status_id: id },
      keep: `quote of ${id}`,
    })),
    {
      body: { status: `Said for another by ${scene.word}`, visibility: 'public' },
      headers: { 'acting-seat': scene.kept('own seats', '0.seats.0.id') },
    },
    {
      body: { status: 'Once only', visibility: 'public' },
      headers: { 'idempotency-key': `once ${scene.word}` },
      keep: 'once',
    },
    {
      body: { status: 'Once only', visibility: 'public' },
      headers: { 'idempotency-key': `once ${scene.word}` },
    },
  ]),
  write('PUT /api/v1/statuses/:id', (scene) =>
    [own(scene), ...scene.posts].map((id) => ({ at: { id }, body: { status: 'Edited, with #cake' } })),
  ),
  write('PUT /api/privacy/v1/posts/:id/audience', (scene) => [
    ...scene.posts.map((id) => ({ at: { id }, body: { audience: { kind: 'everyone' } } })),
    { at: { id: own(scene) }, body: { audience: { kind: 'followers' } } },
    { at: { id: own(scene) }, body: { audience: { kind: 'network' } } },
    ...scene.guesses.map((id) => ({
      at: { id: own(scene) },
      body: { audience: { kind: 'circle', circle: id } },
    })),
    ...scene.guesses.map((id) => ({
      at: { id: own(scene) },
      body: { audience: { kind: 'persona', persona: id } },
    })),
  ]),
  write('POST /api/v1/statuses/:id/favourite', eachId(allIds(posts))),
  write('POST /api/v1/statuses/:id/bookmark', eachId(posts)),
  write('POST /api/v1/statuses/:id/reblog', eachId(posts)),
  last('POST /api/v1/statuses/:id/unfavourite', eachId(posts)),
  last('POST /api/v1/statuses/:id/unbookmark', eachId(posts)),
  last('POST /api/v1/statuses/:id/unreblog', eachId(posts)),
  last('POST /api/v1/notifications/:id/dismiss', eachId(guesses)),
  last('POST /api/v1/notifications/clear'),
  last('DELETE /api/v1/statuses/:id', (scene) =>
    [
      ...['own post', 'own private post', 'own mention', 'once'].map((name) => scene.kept(name)),
      ...scene.posts.flatMap((id) => [scene.kept(`answer to ${id}`), scene.kept(`quote of ${id}`)]),
      ...scene.posts,
    ].map((id) => ({ at: { id } })),
  ),
];
