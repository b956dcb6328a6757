import type { Doing } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

/** Somebody joins, meets nobody, writes to himself, and then shows himself to Rosa alone. */
export async function hiddenPersona(
  { cast, do: make }: Doing,
  handle: string,
): Promise<{
  readonly hidden: { readonly id: string; readonly token: string };
  readonly post: string;
}> {
  const cookie = { cookie: cast.cookies.hugo as string };
  const joined = await make(
    `${handle} joins`,
    post('/api/privacy/v1/personas', {
      network: 'acme',
      handle,
      display_name: `${handle} Wombat`,
      naming: 'pseudonym',
      note: 'I dig',
      presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } },
    }),
    cookie,
  );
  const id = textIn(joined, 'id');
  const signedIn = await make(
    `${handle} signs in`,
    post('/api/privacy/v1/session/token', { persona: id }),
    cookie,
  );
  const hidden = { id, token: textIn(signedIn, 'access_token') };
  const note = { status: 'Dig, wombats', audience: { kind: 'nobody' } };
  const written = await make(`${handle} writes to himself`, post('/api/v1/statuses', note), hidden);
  const see = { kind: 'persona', persona: cast.people.rosa.id };
  await make(`${handle} shows himself to rosa`, put('/api/privacy/v1/presence', { see }), hidden);
  return { hidden, post: textIn(written, 'id') };
}
