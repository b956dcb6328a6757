import { endSeatAlone, giveSeat } from '../../src/community/organisations/change-seats.ts';
import { type ActorId, DAY_MS, type Discipline, type NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { heldSeats, type SeatName, seatKey } from '../../src/store/seats.ts';
import { type Members, members } from '../support/members.ts';
import type { TestPersona } from '../support/people.ts';

export const API = '/api/organisations/v1';

/** Marketing may not look at what members feel. */
export const NO_SENTIMENT = `@id("no-sentiment")
forbid (principal in Function::"marketing", action == Action::"listen", resource);`;
/** Nobody may: it forbids more. */
export const NO_SENTIMENT_AT_ALL = `@id("no-sentiment")
forbid (principal, action == Action::"listen", resource);`;

/** A campaign of marketing's, as it is signed: for thirty days from now. */
export const campaignOf = ({ app }: Pick<Members, 'app'>, text: string): string =>
  JSON.stringify({
    function: 'marketing',
    text,
    most: 50,
    until: new Date(instantOf(app.deps) + 30 * DAY_MS).toISOString(),
  });

export interface MatterJson {
  id: string;
  state: string;
  title: string;
  text: string;
  version: number;
  hash: string;
  retires: boolean;
  required: Discipline[];
  missing: Discipline[];
  in_force: { version: number; text: string; from: string; until: string | null } | null;
  emergency: { version: number; until: string } | null;
  signatures: {
    discipline: string;
    by: { id: string } | null;
    current: boolean;
    document: string;
    hash: string;
  }[];
  refusals: { discipline: string; reason: string }[];
  timeline: { did: string; by: { id: string } | null; text: string | null; emergency: boolean }[];
  facts: { network: object; beside: object[] } | null;
}

/** An organisation with experts, and short words for what they do. */
export interface SigningHouse extends Members {
  readonly id: string;
  /** In marketing, without a discipline; writes drafts. */
  readonly author: TestPersona;
  readonly experts: Record<'legal' | 'compliance' | 'marketing' | 'it', TestPersona>;
  draft(text?: string, more?: object): Promise<MatterJson>;
  read(matter: string, who?: TestPersona): Promise<MatterJson>;
  step(who: TestPersona, matter: string, body: object, status?: number): Promise<MatterJson>;
  /** Has an expert approve what is in review now. */
  approve(
    discipline: 'legal' | 'compliance' | 'marketing' | 'it',
    matter: string,
    status?: number,
  ): Promise<MatterJson>;
  /** Drafts, submits, has all sign and activates. */
  inForce(text?: string): Promise<MatterJson>;
  seat(who: TestPersona, key: Discipline | 'staff'): Promise<void>;
  unseat(who: TestPersona, key: Discipline | 'staff'): Promise<void>;
}

export async function signingHouse(
  handle = 'orga',
  given: Parameters<typeof members>[1] = {},
): Promise<SigningHouse> {
  const m = await members({}, given);
  const made = { handle, display_name: 'Orga' };
  const { id } = await m.call<{ id: string }>(
    m.network.admin,
    'POST',
    '/api/privacy/v1/organisations',
    made,
    201,
  );
  const named = (key: Discipline | 'staff'): SeatName =>
    key === 'staff' ? { kind: 'function', name: 'marketing' } : { kind: 'discipline', name: key };
  const { deps } = m.app;
  const db = deps.store.community;
  const house = { network: m.network.id as NetworkId, organisation: id as ActorId };
  const seat: SigningHouse['seat'] = async (who, key) => {
    await giveSeat(db, deps, house, who.id as ActorId, named(key), instantOf(deps));
  };
  const unseat: SigningHouse['unseat'] = async (who, key) => {
    const held = await heldSeats(db, house.network, who.id as ActorId, instantOf(deps));
    for (const one of held) {
      if (seatKey(house.organisation, one) === seatKey(house.organisation, named(key)))
        await endSeatAlone(db, house, one, instantOf(deps));
    }
  };
  const author = await m.person();
  await seat(author, 'staff');
  const expert = async (discipline: Discipline) => {
    const who = await m.person();
    await seat(who, discipline);
    return who;
  };
  const experts = {
    legal: await expert('legal'),
    compliance: await expert('compliance'),
    marketing: await expert('marketing'),
    it: await expert('it'),
  };
  const matters = `${API}/${id}/matters`;
  const read: SigningHouse['read'] = (matter, who = experts.legal) =>
    m.call(who, 'GET', `${matters}/${matter}`);
  const step: SigningHouse['step'] = (who, matter, body, status = 200) =>
    m.call(who, 'POST', `${matters}/${matter}/steps`, body, status);
  const draft: SigningHouse['draft'] = (text = NO_SENTIMENT, more = {}) =>
    m.call(author, 'POST', matters, { kind: 'policy', title: 'No sentiment', text, ...more }, 201);
  const approve: SigningHouse['approve'] = async (discipline, matter, status = 200) => {
    const { hash } = await read(matter);
    return step(experts[discipline], matter, { step: 'approve', discipline, hash }, status);
  };
  return {
    ...m,
    id,
    author,
    experts,
    seat,
    unseat,
    read,
    step,
    draft,
    approve,
    async inForce(text = NO_SENTIMENT) {
      const { id: matter } = await draft(text);
      const { required } = await step(author, matter, { step: 'submit' });
      for (const discipline of required) await approve(discipline as 'legal', matter);
      return step(author, matter, { step: 'activate' });
    },
  };
}
