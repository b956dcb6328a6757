import { z } from 'zod';
import { shownAfter, shownByOwn } from '../../community/vault/shown-by-own.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { CLUE_KINDS, CUTS } from '../../insight/linkage/clue.ts';
import { type Linkage, linkagesAmong, newLinkages } from '../../insight/linkage/linkage.ts';
import { type Signal, STRENGTHS } from '../../insight/linkage/signal.ts';
import { ATTRIBUTES, type Precision } from '../../privacy/disclosure.ts';
import { actorId } from '../actor-params.ts';
import { attributeParams } from '../attributes/attributes.ts';
import { askedReach, draftPlace } from '../explaining/reach-json.ts';

/** By session alone: an app that holds a persona's token must not find out to which others it belongs (P5). */
const PATH = '/api/privacy/v1/session/linkage';
/** As much as a draft may be looked at for anything else. */
const LONGEST = 20_000;

const PRECISIONS = Object.values(ATTRIBUTES).flatMap(({ precisions }): readonly Precision[] => precisions);

const strengthJson = z.enum(STRENGTHS as readonly ['weak', 'strong', 'certain']);

const signalJson = z.object({
  kind: z.enum(CLUE_KINDS),
  of: z.string().nullable().meta({ description: 'Which attribute, which contact data, which of its forms.' }),
  what: z.string().meta({ description: 'What both have, as the first has it.' }),
  strength: strengthJson,
  times: z.int().meta({ description: 'In how many posts, or how many contacts.' }),
  also: z
    .int()
    .nullable()
    .meta({ description: 'How many others have it whom one may know; 50 is the most.' }),
  posts: z.array(z.string()),
  other_posts: z.array(z.string()),
  cut: z.enum(CUTS),
});

const linkageJson = z.object({
  persona: z.string(),
  other: z.string(),
  strength: strengthJson,
  signals: z.array(signalJson),
});

const answers = z.object({
  /** What others keep to themselves isn't told, so that outsiders may see less. */
  upper_bound: z.literal(true),
  personas: z.int().meta({ description: 'How many were compared.' }),
  linkages: z.array(linkageJson),
});

const presentSignal = ({ kind, of, what, strength, times, also, posts, others, cut }: Signal) => ({
  kind,
  of,
  what,
  strength,
  times,
  also,
  posts: posts.flatMap((id) => id ?? []),
  other_posts: others.flatMap((id) => id ?? []),
  cut,
});

const present = (personas: number, linkages: readonly Linkage[]): z.input<typeof answers> => ({
  upper_bound: true,
  personas,
  linkages: linkages.map(({ one, other, strength, signals }) => ({
    persona: one,
    other,
    strength,
    signals: signals.map(presentSignal),
  })),
});

const getLinkage = endpoint({
  method: 'get',
  path: PATH,
  summary: 'By what outsiders could tell that one’s personas are one person’s; nobody else is told',
  auth: 'session',
  answers,
  async handle({ caller: { account }, at }, deps) {
    const shown = await shownByOwn(deps, account, at);
    if (!shown.ok) return shown;
    return ok({ body: present(shown.value.length, await linkagesAmong(deps, shown.value, at)) });
  },
});

const postLinkageDraft = endpoint({
  method: 'post',
  path: `${PATH}/draft`,
  summary:
    'What would newly tie a persona to one’s others, if it said, was called or showed this; nothing is kept',
  auth: 'session',
  body: z.strictObject({
    persona: actorId,
    text: z.string('is no text').max(LONGEST, `may have ${LONGEST} characters at most`).default(''),
    display_name: z.string('is no text').max(LONGEST).nullable().default(null),
    attribute: z
      .strictObject({ id: attributeParams.shape.id, precision: z.enum(PRECISIONS, 'is no precision') })
      .nullable()
      .default(null),
    ...draftPlace,
  }),
  answers,
  async handle({ caller: { account }, body, at }, deps) {
    const { persona, text, attribute, display_name: displayName, ...place } = body;
    const now = await shownByOwn(deps, account, at);
    if (!now.ok) return now;
    const revealing = { persona, text, displayName, attribute, ...askedReach(place) };
    const then = await shownAfter(deps, account, now.value, revealing, at);
    if (!then.ok) return then;
    return ok({ body: present(now.value.length, await newLinkages(deps, now.value, then.value, at)) });
  },
});

/** What ties an account's personas together. */
export const linkageEndpoints: readonly Endpoint[] = [getLinkage, postLinkageDraft];
