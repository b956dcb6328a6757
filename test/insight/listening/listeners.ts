import { sql } from 'kysely';
import { scoreDue } from '../../../src/insight/listening/score-due.ts';
import type { ActorId, NetworkId } from '../../../src/privacy/words.ts';
import { loadViewer } from '../../../src/store/viewer.ts';
import { type Members, members } from '../../support/members.ts';
import type { TestPersona } from '../../support/people.ts';

export const INSIGHT = '/api/insight/v1';
const API = '/api/privacy/v1';
const PURPOSE = 'sentiment-monitoring';

/** A network with an organisation that listens, and Sam, who acts for it in communications. */
export interface Listeners extends Members {
  readonly sam: TestPersona;
  readonly id: ActorId;
  readonly toOrga: { readonly kind: 'persona'; readonly persona: string };
  /** Another organisation, for which Sam sits in these functions. */
  organisation(functions?: readonly string[]): Promise<ActorId>;
  /** Lets the organisation, or somebody else, listen to their posts. */
  let(who: TestPersona, audience?: unknown, more?: Record<string, unknown>): Promise<void>;
  /** No longer. */
  refuse(who: TestPersona): Promise<void>;
  say(who: TestPersona, status: string, more?: Record<string, unknown>): Promise<string>;
  /** Somebody who lets the organisation listen, and said this. */
  speaker(...said: readonly string[]): Promise<TestPersona>;
  /** Works off what is due, and scores what is to be scored. */
  settle(): Promise<void>;
  scores(who?: TestPersona): Promise<readonly { post: string; score: number | null }[]>;
  viewer(): Promise<NonNullable<Awaited<ReturnType<typeof loadViewer>>>>;
}

export async function listeners(given: Parameters<typeof members>[1] = {}): Promise<Listeners> {
  const m = await members({}, given);
  const sam = await m.person();
  let turn = 0;
  const organisation: Listeners['organisation'] = async (functions = ['communications']) => {
    const made = { handle: `org${++turn}`, display_name: `Org ${turn}` };
    const { id } = await m.call<{ id: string }>(m.network.admin, 'POST', `${API}/organisations`, made, 201);
    await m.call(
      m.network.admin,
      'PUT',
      `${API}/organisations/${id}/staff/${sam.id}`,
      { functions: [...functions] },
      204,
    );
    return id as ActorId;
  };
  const id = await organisation();
  const toOrga = { kind: 'persona', persona: id } as const;
  const let_: Listeners['let'] = async (who, audience = toOrga, more = {}) => {
    await m.call(who, 'PUT', `${API}/processing-rules/${PURPOSE}`, {
      rules: [{ audience, over: ['posts'], ...more }],
    });
  };
  const say: Listeners['say'] = async (who, status, more = {}) =>
    (await m.call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status, visibility: 'public', ...more }))
      .id;
  return {
    ...m,
    sam,
    id,
    toOrga,
    organisation,
    let: let_,
    async refuse(who) {
      await m.call(who, 'PUT', `${API}/processing-rules/${PURPOSE}`, { rules: [] });
    },
    say,
    async speaker(...said) {
      const who = await m.person();
      await let_(who);
      for (const one of said) await say(who, one);
      return who;
    },
    async settle() {
      await m.drain();
      await scoreDue(m.app.deps);
    },
    async scores(who) {
      const { rows } = await sql<{ post: string; score: number | null }>`
        select s.post_id as post, s.score from community.post_score s
        where s.network_id = ${m.network.id} and s.author_id = coalesce(${who?.id ?? null}::uuid, s.author_id)
        order by s.post_id, s.grant_id`.execute(m.app.deps.store.community);
      return rows;
    },
    async viewer() {
      const found = await loadViewer(m.app.deps.store, m.network.id as NetworkId, sam.id as ActorId);
      if (found === null) throw new Error('Sam is a member');
      return found;
    },
  };
}
