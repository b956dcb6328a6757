import type { Doing, Hidden, HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

/** The letter of a campaign; the trace sends it too, for an organisation whose it isn't. */
export const CAMPAIGN = 'It is numbat week: two for one.';

const TEXT = `@id("bilbies")
forbid (principal in Function::"marketing", action == Action::"listen", resource);`;

/** What an organisation is about to sign, and who of it has. */
export const signOffFacts: readonly HiddenFact[] = [
  {
    name: 'a draft of a policy',
    about: { organisations: ['organisation'] },
    knows: { staff: 'has a seat in the organisation' },
    also: ['rosa'],
    async happen(doing) {
      const { ids } = await drafts(doing);
      await doing.do(
        'stan submits it',
        post(`${path(doing)}/${ids[0]}/steps`, { step: 'submit' }),
        stan(doing),
      );
      return { ids, words: ['bilbies'] };
    },
  },
  {
    name: 'whether an expert signed',
    about: { organisations: ['organisation'] },
    knows: { staff: 'has a seat in the organisation', rosa: 'is the expert' },
    happen: (doing) => signs(doing, true),
    async instead(doing) {
      await signs(doing, false);
    },
  },
  {
    name: "another organisation's campaign, and who signed it",
    about: { people: ['peter', 'quinn', 'rosa'] },
    // Stan writes for an organisation too.
    knows: { rosa: 'drafted it', peter: 'signed it', quinn: 'signed it' },
    async happen(doing) {
      const { cast, do: make } = doing;
      const { rosa, peter, quinn } = cast.people;
      const { id, from } = await campaigners(doing);
      const until = new Date(Date.parse(from) + 30 * 86_400_000).toISOString();
      const text = JSON.stringify({ function: 'marketing', text: CAMPAIGN, most: 400, until });
      const matters = `/api/organisations/v1/${id}/matters`;
      const draft = { kind: 'campaign', title: 'Numbat week', text };
      const made = await make('rosa drafts a campaign', post(matters, draft), rosa);
      const matter = textIn(made, 'id');
      const steps = `${matters}/${matter}/steps`;
      const submitted = await make('rosa submits it', post(steps, { step: 'submit' }), rosa);
      const hash = textIn(submitted, 'hash');
      for (const [who, discipline] of [
        [peter, 'legal'],
        [quinn, 'marketing'],
      ] as const) {
        await make(`${discipline} signs`, post(steps, { step: 'approve', discipline, hash }), who);
      }
      await make('it comes into force', post(steps, { step: 'activate' }), rosa);
      return { is: 'organisations', ids: [id, matter], words: ['Numbat', CAMPAIGN] };
    },
    async instead(doing) {
      await campaigners(doing);
      for (let n = 0; n < 5; n++) doing.pass();
    },
  },
];

const stan = ({ cast }: Doing) => cast.people.stan;
const path = ({ cast }: Doing) => `/api/organisations/v1/${cast.things.organisation}/matters`;

async function drafts(doing: Doing): Promise<Pick<Hidden, 'ids'>> {
  const draft = { kind: 'policy', title: 'No bilbies', text: TEXT };
  const made = await doing.do('stan drafts a policy', post(path(doing), draft), stan(doing));
  return { ids: [textIn(made, 'id')] };
}

async function signs(doing: Doing, approves: boolean): Promise<Partial<Hidden>> {
  const { cast, do: make } = doing;
  const { ada, rosa } = cast.people;
  const given = { persona: rosa.id, kind: 'discipline', name: 'legal' };
  await make('ada gives a seat', post(`/api/organisations/v1/${cast.things.organisation}/seats`, given), ada);
  const { ids } = await drafts(doing);
  const steps = `${path(doing)}/${ids[0]}/steps`;
  const submitted = await make('stan submits it', post(steps, { step: 'submit' }), stan(doing));
  const signature = { discipline: 'legal', hash: textIn(submitted, 'hash') };
  const said = approves ? { step: 'approve' } : { step: 'refuse', reason: 'Not yet' };
  await make('rosa says what she thinks', post(steps, { ...said, ...signature }), rosa);
  return { ids };
}

/** There in both worlds: an organisation, who writes for it, and its experts. */
async function campaigners({ cast, do: make }: Doing): Promise<{ id: string; from: string }> {
  const { ada, rosa, peter, quinn } = cast.people;
  const penumbra = { handle: 'penumbra', display_name: 'Penumbra', note: 'Another business' };
  const made = await make(
    'ada makes another organisation',
    post('/api/privacy/v1/organisations', penumbra),
    ada,
  );
  const id = textIn(made, 'id');
  for (const [who, kind, name] of [
    [rosa, 'function', 'marketing'],
    [peter, 'discipline', 'legal'],
    [quinn, 'discipline', 'marketing'],
  ] as const) {
    const given = { persona: who.id, kind, name };
    await make(`ada gives the seat ${kind} ${name}`, post(`/api/organisations/v1/${id}/seats`, given), ada);
  }
  return { id, from: textIn(made, 'created_at') };
}
