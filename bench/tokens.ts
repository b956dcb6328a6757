import { randomBytes } from 'node:crypto';
import { ALL_SCOPES, issueToken } from '../src/community/tokens/token.ts';
import type { ActorId } from '../src/privacy/words.ts';
import type { World } from './world/world.ts';

/** A bearer token for each, in their order. */
export async function tokensFor({ store, network }: World, actors: readonly ActorId[]): Promise<string[]> {
  const made = actors.map((actor) =>
    issueToken({ store, random: randomBytes }, { network, actor, app: null, scopes: ALL_SCOPES }, Date.now()),
  );
  return (await Promise.all(made)).map(({ token }) => token);
}
