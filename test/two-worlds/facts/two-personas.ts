import type { Doing } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

/** A persona and what it has. */
interface Made {
  /** Its own id, and those of what it discloses and of its post. */
  readonly ids: readonly string[];
  readonly post: string;
}

/**
 * Mona and Nora join, show an attribute of the same value and a badge of the same organisation, and live on: P5. Mona is of the account `zoe`; Nora of the
 * given one. What is done to the attribute and to Mona must not move Nora.
 */
export async function twoPersonas(
  { cast, do: make, pass }: Doing,
  account: 'zoe' | 'hugo',
): Promise<{ readonly mona: Made; readonly nora: Made }> {
  const join = async (handle: string, display_name: string, of: string) => {
    const cookie = cast.cookies[of] as string;
    const body = { network: 'acme', handle, display_name, naming: 'pseudonym' };
    const id = textIn(
      await make(`${handle} joins`, post('/api/privacy/v1/personas', body), { cookie }),
      'id',
    );
    const signedIn = await make(
      `${handle} signs in`,
      post('/api/privacy/v1/session/token', { persona: id }),
      { cookie },
    );
    return { id, token: textIn(signedIn, 'access_token') };
  };
  const keep = async (who: string, as: { token: string }) => {
    const body = { kind: 'employer', value: 'Wombat Works' };
    return textIn(await make(`${who} keeps an employer`, post('/api/privacy/v1/attributes', body), as), 'id');
  };
  const show = async (who: string, attribute: string, as: { token: string }) => {
    const body = { precision: 'exact', audience: { kind: 'network' } };
    const path = `/api/privacy/v1/attributes/${attribute}/disclosure`;
    return textIn(await make(`${who} shows the employer`, put(path, body), as), 'disclosure.id');
  };
  const write = async (who: string, as: { token: string }, text: string) =>
    textIn(
      await make(
        `${who} writes ${text}`,
        post('/api/v1/statuses', { status: text, visibility: 'public' }),
        as,
      ),
      'id',
    );

  const mona = await join('mona', 'Mona', 'zoe');
  const nora = await join('nora', 'Nora', account);
  const hers = await keep('mona', mona);
  if (account === 'zoe') pass();
  const theirs = account === 'zoe' ? hers : await keep('nora', nora);
  const shown = { mona: await show('mona', hers, mona), nora: await show('nora', theirs, nora) };
  const wear = async (who: string, as: { token: string }) => {
    const body = { organisation: cast.things.organisation };
    const badge = await make(`${who} takes a badge`, post('/api/privacy/v1/badges', body), as);
    const path = `/api/privacy/v1/attributes/${textIn(badge, 'id')}/disclosure`;
    return textIn(
      await make(`${who} shows the badge`, put(path, { audience: { kind: 'network' } }), as),
      'disclosure.id',
    );
  };
  const worn = { mona: await wear('mona', mona), nora: await wear('nora', nora) };
  const posts = {
    mona: await write('mona', mona, 'Mona here'),
    nora: await write('nora', nora, 'Nora here'),
  };
  const profile = { display_name: 'Mona M.', note: 'Changed my mind' };
  await make(
    'mona edits herself',
    { method: 'PATCH', path: '/api/v1/accounts/update_credentials', body: profile },
    mona,
  );
  await make(
    'mona edits the employer',
    put(`/api/privacy/v1/attributes/${hers}`, { value: 'Wombat Works Ltd' }),
    mona,
  );
  await make('mona follows peter', post(`/api/v1/accounts/${cast.people.peter.id}/follow`), mona);
  await make('mona blocks rosa', post(`/api/v1/accounts/${cast.people.rosa.id}/block`), mona);
  return {
    mona: { ids: [mona.id, shown.mona, worn.mona, posts.mona], post: posts.mona },
    nora: { ids: [nora.id, shown.nora, worn.nora, posts.nora], post: posts.nora },
  };
}
