import {
  allIds,
  eachId,
  guesses,
  last,
  type Probe,
  pages,
  pagesOfEach,
  people,
  queries,
  read,
  take,
  write,
} from './probe.ts';

/** Actors as the Mastodon API has them, and how one stands to them. */
export const accountProbes: readonly Probe[] = [
  read('GET /api/v1/accounts/verify_credentials'),
  read('GET /api/v1/accounts/:id', eachId(allIds(people))),
  read('GET /api/v1/accounts/lookup', (scene) =>
    [
      ...scene.hidden.handles,
      ...scene.hidden.handles.map((handle) => `${handle}@acme`),
      'olive',
      'iris',
      'wren',
    ].map((acct) => ({ query: `acct=${acct}` })),
  ),
  read('GET /api/v1/accounts/search', (scene) =>
    ['o', 'ro', ...scene.hidden.words, ...scene.hidden.handles].map((word) => ({
      query: `q=${encodeURIComponent(word)}`,
    })),
  ),
  read('GET /api/v1/accounts/relationships', (scene) => [
    {
      query: allIds(people)(scene)
        .map((id) => `id[]=${id}`)
        .join('&'),
    },
    ...scene.guesses.map((id) => ({ query: `id[]=${id}` })),
  ]),
  read('GET /api/v1/accounts/:id/followers', pagesOfEach(people)),
  read('GET /api/v1/accounts/:id/following', pagesOfEach(people)),
  read('GET /api/v1/follow_requests', pages),
  read('GET /api/v1/blocks', pages),
  read('GET /api/v1/mutes', pages),
  read('GET /api/v2/suggestions'),
  write('DELETE /api/v1/suggestions/:id', eachId(guesses)),
  read('GET /api/v1/directory', queries('', 'limit=2', 'limit=80', 'offset=3&limit=3', 'order=new')),

  read('GET /avatars/:hue/:file', (scene) => [
    { at: { hue: '7', file: 'O.svg' } },
    ...scene.hidden.handles.map((handle) => ({
      at: { hue: '7', file: `${handle.charAt(0).toUpperCase()}.svg` },
    })),
  ]),

  write('PATCH /api/v1/accounts/update_credentials', (scene) => [
    { body: { display_name: `New name of ${scene.word}`, note: 'Says @olive and @hugo', locked: true } },
    { body: { locked: false } },
  ]),
  read('GET /api/privacy/v1/handle'),
  // Under a name of the viewer's own first; in the end under what is hidden, which may be taken.
  write('PUT /api/privacy/v1/handle', (scene) => [{ body: { handle: `now-${scene.word}` } }]),
  take('PUT /api/privacy/v1/handle', (scene) =>
    scene.hidden.handles.slice(-1).map((handle) => ({ body: { handle } })),
  ),
  write('POST /api/v1/accounts/:id/follow', eachId(people)),
  write('POST /api/v1/accounts/:id/mute', eachId(people)),
  write('POST /api/v1/accounts/:id/unmute', eachId(people)),
  write('POST /api/v1/follow_requests/:id/authorize', eachId(people)),
  write('POST /api/v1/follow_requests/:id/reject', eachId(guesses)),
  write('POST /api/v1/accounts/:id/remove_from_followers', eachId(people)),
  write('POST /api/v1/accounts/:id/block', eachId(guesses)),
  last('POST /api/v1/accounts/:id/unblock', eachId(people)),
  last('POST /api/v1/accounts/:id/unfollow', eachId(people)),
  last('POST /api/v1/accounts/:id/block', eachId(people)),
];
