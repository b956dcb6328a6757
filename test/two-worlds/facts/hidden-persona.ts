import type { Doing } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

/** Hugo joins, meets nobody, writes to himself, and then shows himself to Rosa alone. */
export async function hiddenPersona({ cast, do: make }: Doing): Promise<{
  readonly hugo: { readonly id: string; readonly token: string };
  readonly post: string;
}> {
  const cookie = { cookie: cast.cookies.hugo as string };
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
    cookie,
  );
  const id = textIn(joined, 'id');
  const signedIn = await make(
    'hugo signs in',
    post('/api/privacy/v1/session/token', { persona: id }),
    cookie,
  );
  const hugo = { id, token: textIn(signedIn, 'access_token') };
  const note = { status: 'Dig, wombats', audience: { kind: 'nobody' } };
  const written = await make('hugo writes to himself', post('/api/v1/statuses', note), hugo);
  const see = { kind: 'persona', persona: cast.people.rosa.id };
  await make('hugo shows himself to rosa', put('/api/privacy/v1/presence', { see }), hugo);
  return { hugo, post: textIn(written, 'id') };
}
