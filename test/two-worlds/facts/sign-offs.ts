import type { Doing, Hidden, HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

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
