import { answerOf, type TestPersona } from '../support/people.ts';
import { DESK, type DeskWorld } from './desk-world.ts';

const API = '/api/organisations/v1';
const DAY = 86_400_000;

export interface Outbound {
  persona: string;
  outcome: string;
  conversation: string | null;
}

interface Matter {
  id: string;
  state: string;
  hash: string;
  sent: number | null;
  in_force: { until: string | null } | null;
}

/** An organisation that writes to many: who does, and its experts. */
export interface CampaignHouse {
  readonly id: string;
  readonly desk: TestPersona;
  readonly experts: Readonly<Record<'legal' | 'marketing', TestPersona>>;
}

/** Drafts a campaign, has everybody sign it, and brings it into force. */
export interface CampaignWords {
  draft(house: CampaignHouse, plan?: object, status?: number): Promise<Matter>;
  signed(house: CampaignHouse, plan?: object): Promise<Matter>;
  inForce(house: CampaignHouse, plan?: object): Promise<Matter>;
  read(house: CampaignHouse, matter: string): Promise<Matter>;
  step(house: CampaignHouse, matter: string, body: object, status?: number): Promise<Matter>;
  approve(house: CampaignHouse, matter: string): Promise<void>;
  send(
    house: CampaignHouse,
    whom: readonly (TestPersona | string)[],
    letter: { readonly text: string; readonly function?: string; readonly key?: string },
  ): Promise<Response>;
  /** What came of it, in the order asked. */
  outcomes(...given: Parameters<CampaignWords['send']>): Promise<string[]>;
}

export function campaignWords(w: DeskWorld): CampaignWords {
  const path = (house: CampaignHouse, rest = '') => `${API}/${house.id}/matters${rest}`;
  const draft: CampaignWords['draft'] = (house, plan = {}, status = 201) => {
    const until = new Date(w.app.clock.now().getTime() + 20 * DAY).toISOString();
    const text = JSON.stringify({ function: 'marketing', text: 'An offer', most: 20, until, ...plan });
    return w.call(house.desk, 'POST', path(house), { kind: 'campaign', title: 'Spring', text }, status);
  };
  const read: CampaignWords['read'] = (house, matter) => w.call(house.desk, 'GET', path(house, `/${matter}`));
  const step: CampaignWords['step'] = (house, matter, body, status = 200) =>
    w.call(house.desk, 'POST', path(house, `/${matter}/steps`), body, status);
  const approve: CampaignWords['approve'] = async (house, matter) => {
    const { hash } = await read(house, matter);
    for (const discipline of ['legal', 'marketing'] as const) {
      const body = { step: 'approve', discipline, hash };
      await w.call(house.experts[discipline], 'POST', path(house, `/${matter}/steps`), body);
    }
  };
  const signed: CampaignWords['signed'] = async (house, plan) => {
    const { id } = await draft(house, plan);
    await step(house, id, { step: 'submit' });
    await approve(house, id);
    return read(house, id);
  };
  const send: CampaignWords['send'] = (house, whom, { text, function: fn = 'marketing', key }) =>
    w.app.request('POST', `${DESK}/outbound`, {
      token: house.desk.token,
      headers: key === undefined ? {} : { 'idempotency-key': key },
      body: {
        organisation: house.id,
        function: fn,
        personas: whom.map((one) => (typeof one === 'string' ? one : one.id)),
        text,
      },
    });
  return {
    draft,
    signed,
    read,
    step,
    approve,
    send,
    async inForce(house, plan) {
      const { id } = await signed(house, plan);
      return step(house, id, { step: 'activate' });
    },
    outcomes: async (...given) =>
      ((await answerOf(await send(...given), 200)) as Outbound[]).map(({ outcome }) => outcome),
  };
}
