import { issueToken } from '../../src/community/tokens/token.ts';
import {
  audience,
  circleKey,
  connectionsKey,
  type Expression,
  followersKey,
  type Key,
  NETWORK,
  spaceKey,
} from '../../src/privacy/audience.ts';
import {
  type Action,
  type ActorId,
  type ActorKind,
  type CircleId,
  FOREVER,
  type GrantId,
  type NetworkId,
  type ObjectId,
} from '../../src/privacy/words.ts';
import { give } from '../../src/store/grants.ts';
import type { Openness } from '../../src/store/schema.ts';
import { beginSuspension } from '../../src/store/suspensions.ts';
import { tie, untie } from '../../src/store/ties.ts';
import { timestamp } from '../../src/store/time.ts';
import { type TestApp, testApp } from '../support/app.ts';

/** Somebody of a network, with a token. */
export interface Villager {
  readonly id: ActorId;
  readonly handle: string;
  readonly token: string;
}

/** What an answer has; `body` is what its JSON says. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export type Answer = { status: number; body: any; headers: Headers };

/** A network with people in it, made straight in the store, and short words for what they do. */
export interface Village {
  readonly app: TestApp;
  readonly network: NetworkId;
  readonly slug: string;
  person(handle: string, options?: { kind?: ActorKind; seen?: Expression }): Promise<Villager>;
  follow(follower: Villager, followed: Villager): Promise<void>;
  unfollow(follower: Villager, followed: Villager): Promise<void>;
  befriend(one: Villager, other: Villager): Promise<void>;
  circle(owner: Villager, title: string, members: readonly Villager[]): Promise<CircleId>;
  leaveCircle(circle: CircleId, member: Villager): Promise<void>;
  space(handle: string, openness: Openness, members: readonly Villager[]): Promise<ActorId>;
  block(blocker: Villager, blocked: Villager): Promise<void>;
  mute(owner: Villager, muted: Villager): Promise<void>;
  leave(villager: Villager): Promise<void>;
  suspend(villager: Villager): Promise<void>;
  revoke(villager: Villager): Promise<void>;
  ask(
    who: Villager | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Publishes, and gives the Status. */
  post(who: Villager, status: string, more?: Record<string, unknown>): Promise<Answer['body']>;
  /** Texts of a page. */
  texts(who: Villager | null, path: string): Promise<string[]>;
  ids(who: Villager | null, path: string): Promise<string[]>;
}

let villages = 0;

/** @param app an app whose database may hold other villages */
export async function makeVillage(given?: TestApp): Promise<Village> {
  const app = given ?? (await testApp());
  const { store, ids } = app.deps;
  const db = store.community;
  const network = ids.next('network') as NetworkId;
  const slug = `village-${++villages}`;
  const now = () => app.clock.now().getTime();
  await db
    .insertInto('community.network')
    .values({
      id: network,
      slug,
      title: slug,
      description: '',
      kind: 'open',
      rules: '{}',
      highest_label: 'confidential',
      domain: null,
      created_at: timestamp(now()),
    })
    .execute();

  const grant = async (owner: ActorId, actions: readonly Action[], who: Expression) =>
    give(db, network, {
      id: ids.next('grant') as GrantId,
      owner,
      object: { kind: 'presence', id: owner as string as ObjectId },
      actions,
      purpose: 'reading',
      audience: audience(who) ?? { any: [], except: [] },
      conditions: {},
      from: now(),
      until: FOREVER,
      reviewBy: FOREVER,
    });
  const actor = async (handle: string, kind: ActorKind, seen: Expression) => {
    const id = ids.next('actor') as ActorId;
    await db
      .insertInto('community.actor')
      .values({
        network_id: network,
        id,
        kind,
        handle,
        display_name: handle,
        note: '',
        naming: 'chosen',
        colour: 10,
        locked: false,
        bot: false,
        settings: '{}',
        created_at: timestamp(now()),
      })
      .execute();
    await grant(id, ['see', 'find', 'search', 'mention'], seen);
    return id;
  };
  const join = (key: Key, member: ActorId) => tie(db, network, key, [member], now());
  const part = (key: Key, member: ActorId) => untie(db, network, key, [member], now());

  const ask: Village['ask'] = async (who, method, path, body, headers) => {
    app.clock.advance(1); // so that ids tell the order
    const there = who === null ? `${path}${path.includes('?') ? '&' : '?'}network=${slug}` : path;
    const response = await app.request(method, there, {
      ...(who === null ? {} : { token: who.token }),
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    });
    const text = await response.text();
    const json = text === '' ? null : JSON.parse(text);
    return { status: response.status, body: json, headers: response.headers };
  };
  const page = async (who: Villager | null, path: string) => {
    const { status, body } = await ask(who, 'GET', path);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body as { id: string; content: string }[];
  };

  return {
    app,
    network,
    slug,
    ask,
    async person(handle, { kind = 'persona', seen = { kind: 'network' } as Expression } = {}) {
      const id = await actor(handle, kind, seen);
      await join(NETWORK, id);
      const scopes = ['read', 'write', 'follow', 'privacy'];
      const { token } = await issueToken(app.deps, { network, actor: id, app: null, scopes }, now());
      return { id, handle, token };
    },
    follow: (follower, followed) => join(followersKey(followed.id), follower.id),
    unfollow: (follower, followed) => part(followersKey(followed.id), follower.id),
    async befriend(one, other) {
      await join(connectionsKey(one.id), other.id);
      await join(connectionsKey(other.id), one.id);
    },
    async circle(owner, title, members) {
      const id = ids.next('circle') as CircleId;
      await db
        .insertInto('community.circle')
        .values({ network_id: network, id, owner_id: owner.id, title, created_at: timestamp(now()) })
        .execute();
      for (const member of members) await join(circleKey(id), member.id);
      return id;
    },
    leaveCircle: (circle, member) => part(circleKey(circle), member.id),
    async space(handle, openness, members) {
      const seen: Expression = openness === 'secret' ? { kind: 'nobody' } : { kind: 'network' };
      const id = await actor(handle, 'group', seen);
      if (openness === 'secret')
        await grant(id, ['see', 'find', 'search', 'mention'], { kind: 'space', space: id });
      await db
        .insertInto('community.space')
        .values({
          network_id: network,
          actor_id: id,
          openness,
          created_by: members[0]?.id ?? id,
          created_at: timestamp(now()),
        })
        .execute();
      for (const member of members) await join(spaceKey(id), member.id);
      return id;
    },
    async block(blocker, blocked) {
      await db
        .insertInto('community.block')
        .values({
          network_id: network,
          blocker_id: blocker.id,
          blocked_id: blocked.id,
          valid_from: timestamp(now()),
          valid_until: timestamp(FOREVER),
        })
        .execute();
    },
    async mute(owner, muted) {
      await db
        .insertInto('community.mute')
        .values({
          network_id: network,
          owner_id: owner.id,
          muted_id: muted.id,
          valid_until: timestamp(FOREVER),
        })
        .execute();
    },
    leave: ({ id }) => part(NETWORK, id),
    async suspend({ id }) {
      await beginSuspension(db, network, id, now());
    },
    async revoke({ id }) {
      await db
        .deleteFrom('community.token')
        .where('network_id', '=', network)
        .where('actor_id', '=', id)
        .execute();
    },
    async post(who, status, more = {}) {
      const answer = await ask(who, 'POST', '/api/v1/statuses', { status, ...more });
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    texts: async (who, path) => (await page(who, path)).map(({ content }) => content.replace(/<[^>]*>/g, '')),
    ids: async (who, path) => (await page(who, path)).map(({ id }) => id),
  };
}
