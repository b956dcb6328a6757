import { askCount } from '../../../src/insight/counting/ask-count.ts';
import type { CountQuestion } from '../../../src/insight/counting/question.ts';
import type { Purpose } from '../../../src/privacy/purposes.ts';
import {
  type ActorId,
  type BusinessFunction,
  FUNCTIONS,
  type NetworkId,
} from '../../../src/privacy/words.ts';
import { type Deps, instantOf } from '../../../src/store/deps.ts';
import { loadViewer } from '../../../src/store/viewer.ts';
import { type Members, members } from '../../support/members.ts';
import type { TestPersona } from '../../support/people.ts';

export const COUNTS = '/api/insight/v1/counts';
const API = '/api/privacy/v1';

export interface BudgetJson {
  readonly epsilon_spent: string;
  readonly counts_left: number;
}

/** A network with somebody who sits in many functions of many organisations, and wants to know more than they may. */
export interface House extends Members {
  /** The adversary. */
  readonly eve: TestPersona;
  /** Of a number of its own, for which Eve sits in the functions. */
  organisation(functions?: readonly BusinessFunction[]): Promise<ActorId>;
  /** Has a member let, or no longer let, an organisation do something with their posts. */
  let(who: TestPersona, organisation: string, does: boolean, purpose?: Purpose): Promise<void>;
  question(organisation: ActorId, more?: Partial<CountQuestion>): CountQuestion;
  /** Asks by the API, at this time. */
  post(asked: object | string): Promise<Response>;
  /** Asks with other parts of the server than its own. */
  askBy(deps: Pick<Deps, 'store' | 'ids' | 'random'>, asked: CountQuestion): ReturnType<typeof askCount>;
  budget(organisation: string): Promise<BudgetJson>;
}

export async function house(given: Parameters<typeof members>[1] = {}): Promise<House> {
  const m = await members({}, given);
  const eve = await m.person();
  let turn = 0;
  const post: House['post'] = (asked) =>
    m.app.request('POST', COUNTS, {
      token: eve.token,
      body: asked,
      headers: { 'content-type': 'application/json' },
    });
  return {
    ...m,
    eve,
    async organisation(functions = ['marketing']) {
      const made = { handle: `org${++turn}`, display_name: `Org ${turn}` };
      const { id } = await m.call<{ id: string }>(m.network.admin, 'POST', `${API}/organisations`, made, 201);
      const seat = `${API}/organisations/${id}/staff/${eve.id}`;
      await m.call(m.network.admin, 'PUT', seat, { functions: [...functions] }, 204);
      return id as ActorId;
    },
    async let(who, organisation, does, purpose = 'mining') {
      const rules = does ? [{ audience: { kind: 'persona', persona: organisation }, over: ['posts'] }] : [];
      await m.call(who, 'PUT', `${API}/processing-rules/${purpose}`, { rules });
    },
    question: (organisation, more = {}) => ({
      organisation,
      function: 'marketing',
      purpose: 'mining',
      what: 'posts',
      ...more,
    }),
    post,
    async askBy(deps, asked) {
      const viewer = await loadViewer(m.app.deps.store, m.network.id as NetworkId, eve.id as ActorId);
      if (viewer === null) throw new Error('Eve is a member');
      return askCount(deps, viewer, asked, instantOf(m.app.deps));
    },
    budget: (organisation) => m.call(eve, 'GET', `/api/insight/v1/budget?organisation=${organisation}`),
  };
}

export const ALL_FUNCTIONS: readonly BusinessFunction[] = FUNCTIONS;
