import type { Doing } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

/**
 * Somebody joins under a handle, shows herself to Rosa alone, who mentions `@hana`, and is called Hilda when she shows
 * herself to all. Where she joins as Hilda there is no Hana to be mentioned.
 */
export async function changedHandle(
  { cast, do: make, pass }: Doing,
  handle: 'hana' | 'hilda',
): Promise<{ readonly id: string; readonly written: string }> {
  const { rosa } = cast.people;
  const cookie = { cookie: cast.cookies.hugo as string };
  const joined = await make(
    'hilda joins',
    post('/api/privacy/v1/personas', {
      network: 'acme',
      handle,
      display_name: 'Hilda',
      naming: 'pseudonym',
      presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } },
    }),
    cookie,
  );
  const id = textIn(joined, 'id');
  const signedIn = await make(
    'hilda signs in',
    post('/api/privacy/v1/session/token', { persona: id }),
    cookie,
  );
  const hilda = { token: textIn(signedIn, 'access_token') };
  const presence = '/api/privacy/v1/presence';
  await make(
    'hilda shows herself to rosa',
    put(presence, { see: { kind: 'persona', persona: rosa.id } }),
    hilda,
  );
  const mention = { status: 'Welcome, @hana', visibility: 'public' };
  const written = textIn(await make('rosa mentions hana', post('/api/v1/statuses', mention), rosa), 'id');
  if (handle === 'hana')
    await make('hana is hilda', put('/api/privacy/v1/handle', { handle: 'hilda' }), hilda);
  else pass();
  const members = { kind: 'network' };
  await make('hilda shows herself to all', put(presence, { see: members, find: members }), hilda);
  return { id, written };
}
