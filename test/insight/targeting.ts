import { sql } from 'kysely';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { type SigningHouse, signingHouse } from '../governance/signing-house.ts';
import type { TestPersona } from '../support/people.ts';

export const INSIGHT = '/api/insight/v1';
const API = '/api/privacy/v1';

export interface AudienceJson {
  id: string;
  title: string;
  version: number;
  conditions: { kind: string; values: string[] }[];
  size: { count: number | null; fewer_than: number | null; asked_at: string } | null;
  usable: boolean;
  hindrance: string | null;
  needs_signature: boolean;
  to_sign: string;
}

/** What a member lets an organisation know, and do with it. */
interface Shown {
  readonly interest?: string;
  readonly born?: string;
  readonly precision?: string;
  /** To whom the copies are shown. */
  readonly to?: unknown;
  /** For which purposes what is shown may be processed. */
  readonly lets?: readonly string[];
}

/** An organisation with experts and a seat in marketing, and members who show it something. */
export interface Targeting extends SigningHouse {
  /** In marketing, of that organisation. */
  readonly sam: TestPersona;
  readonly toOrga: { readonly kind: 'persona'; readonly persona: string };
  member(shown: Shown): Promise<TestPersona>;
  show(who: TestPersona, kind: string, value: string, precision: string, to: unknown): Promise<string>;
  let(who: TestPersona, purpose: string, audience: unknown): Promise<unknown>;
  viewer(who?: TestPersona): Promise<NonNullable<Awaited<ReturnType<typeof loadViewer>>>>;
  /** Who was counted by the last use of a deed. */
  participants(deed?: string): Promise<string[]>;
  /** Has a matter of the kind signed by all and brought into force. */
  sign(kind: string, text: string): Promise<string>;
}

export async function targeting(given: Parameters<typeof signingHouse>[1] = {}): Promise<Targeting> {
  const h = await signingHouse('orga', given);
  const sam = await h.person();
  const risk = await h.person();
  await h.seat(risk, 'risk');
  const staff = `${API}/organisations/${h.id}/staff/${sam.id}`;
  await h.call(h.network.admin, 'PUT', staff, { functions: ['marketing'] }, 204);
  const toOrga = { kind: 'persona', persona: h.id } as const;
  const show: Targeting['show'] = async (who, kind, value, precision, to) => {
    const { id } = await h.call<{ id: string }>(who, 'POST', `${API}/attributes`, { kind, value }, 201);
    await h.call(who, 'PUT', `${API}/attributes/${id}/disclosure`, { precision, audience: to });
    return id;
  };
  const let_: Targeting['let'] = (who, purpose, audience) =>
    h.call(who, 'PUT', `${API}/processing-rules/${purpose}`, { rules: [{ audience, over: ['attributes'] }] });
  const all: Record<string, TestPersona> = { ...h.experts, risk };
  const expertIn = async (discipline: string): Promise<TestPersona> => {
    const who = all[discipline] ?? (await h.person());
    if (!(discipline in all)) await h.seat(who, discipline as 'risk');
    all[discipline] = who;
    return who;
  };
  return {
    ...h,
    sam,
    toOrga,
    show,
    let: let_,
    async member({ interest, born, precision = 'year', to = toOrga, lets = ['offer-targeting'] }) {
      const who = await h.person();
      if (interest !== undefined) await show(who, 'interest', interest, 'exact', to);
      if (born !== undefined) await show(who, 'birth-date', born, precision, to);
      for (const purpose of lets) await let_(who, purpose, toOrga);
      return who;
    },
    async viewer(who = sam) {
      const found = await loadViewer(h.app.deps.store, h.network.id as NetworkId, who.id as ActorId);
      if (found === null) throw new Error('there is no such member');
      return found;
    },
    async participants(deed = 'counted') {
      const { rows } = await sql<{ subject: string }>`
        select p.subject_id as subject from community.data_use_participant p
        where p.use_id = (select u.id from community.data_use u
          where u.organisation_id = ${h.id} and u.deed = ${deed} order by u.used_at desc, u.id desc limit 1)
        order by 1`.execute(h.app.deps.store.community);
      return rows.map(({ subject }) => subject);
    },
    async sign(kind, text) {
      const { id } = await h.draft(text, { kind, title: 'As it stands' });
      const { required, hash } = await h.step(h.author, id, { step: 'submit' });
      for (const discipline of required) {
        await h.step(await expertIn(discipline), id, { step: 'approve', discipline, hash });
      }
      await h.step(h.author, id, { step: 'activate' });
      return id;
    },
  };
}
