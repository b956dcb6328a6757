import { z } from 'zod';
import { atomJson } from '../../community/audiences/audience-json.ts';
import { explainTo, type Hinge } from '../../community/explaining/explain-to.ts';
import { reach } from '../../community/explaining/reach.ts';
import { viewAs } from '../../community/explaining/view-as.ts';
import { whoCan } from '../../community/explaining/who-can-see.ts';
import { GRANTABLE, GRANTABLE_KINDS, type GrantableKind } from '../../community/grants/grantable.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { accountSchema, attributeSchema, presentAccounts, presentProfile } from '../../present/account.ts';
import { presentStatuses, statusSchema } from '../../present/status.ts';
import { PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { ACTIONS, type ActorId, type Instant, type ObjectId } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';
import { audienceJsonSchema } from '../audience-json.ts';

const BASE = '/api/privacy/v1';

const objectId = idSchema.transform((id) => id.toLowerCase() as ObjectId);
const namedJson = z.object({ atom: z.unknown(), text: z.string() });

const presentNamed = ({ atom, text }: Hinge): z.output<typeof namedJson> => ({
  atom: atom === null ? null : atomJson(atom),
  text,
});

const postReach = endpoint({
  method: 'post',
  path: `${BASE}/reach`,
  summary: 'Who and how many a draft would reach, as far as one may know',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    audience: audienceJsonSchema.optional(),
    space: actorId.nullable().default(null),
    reply_to: objectId.nullable().default(null),
  }),
  answers: z.object({
    count: z.int(),
    upper_bound: z.literal(true),
    people: z.array(accountSchema),
    more: z.int(),
    not_counted: z.array(namedJson),
    says: z.string(),
  }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const asked = {
      space: body.space,
      replyTo: body.reply_to,
      ...(body.audience === undefined ? {} : { audience: body.audience }),
    };
    const found = await reach(deps, viewer, asked, at);
    if (!found.ok) return found;
    const { count, people, notCounted, says } = found.value;
    const accounts = await presentAccounts(deps, viewer, people, at);
    return ok({
      body: {
        count,
        upper_bound: true,
        people: people.flatMap((id) => accounts.get(id) ?? []),
        more: count - people.length,
        not_counted: notCounted.map(presentNamed),
        says,
      },
    });
  },
});

/** A thing of one's own, and what somebody might do with it. */
const aboutThing = {
  kind: z.enum(
    GRANTABLE_KINDS as readonly [GrantableKind, ...GrantableKind[]],
    `is one of ${GRANTABLE_KINDS.join(', ')}`,
  ),
  id: objectId,
  action: z.enum(ACTIONS, 'is no action').default('see'),
  purpose: z.enum(PURPOSES as readonly [Purpose, ...Purpose[]], 'is no purpose').default('reading'),
};

const isAction = ({ kind, action }: { kind: GrantableKind; action: string }): boolean =>
  (GRANTABLE[kind] as readonly string[]).includes(action);
const noAction = { path: ['action'], message: 'is nothing that can be done with such a thing' };

const questionOf = (
  { action, purpose }: { action: (typeof ACTIONS)[number]; purpose: Purpose },
  at: Instant,
) => ({ action, purpose, at });

const getExplain = endpoint({
  method: 'get',
  path: `${BASE}/explain`,
  summary: 'May this persona do this with a thing of one’s own, and why; as far as one may know',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ ...aboutThing, persona: actorId }).refine(isAction, noAction),
  answers: z.object({
    verdict: z.enum(['allowed', 'denied', 'depends']),
    because: z.string().optional(),
    by: z.string().optional(),
    text: z.string(),
    steps: z.array(
      z.object({ gate: z.string(), passed: z.boolean(), because: z.string().optional(), text: z.string() }),
    ),
    through: z.array(namedJson),
    depends_on: z.array(namedJson),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const { persona, kind, id } = query;
    const found = await explainTo(deps, viewer, persona, kind, id, questionOf(query, at));
    if (!found.ok) return found;
    const { verdict, because, grant, text, steps, through, dependsOn } = found.value;
    const by = grant ?? (persona === viewer.actor?.id ? 'owner' : null);
    return ok({
      body: {
        verdict,
        ...(because === null ? {} : { because }),
        ...(by === null || verdict !== 'allowed' ? {} : { by }),
        text,
        steps,
        through: through.map(presentNamed),
        depends_on: dependsOn.map(presentNamed),
      },
    });
  },
});

const getWhoCanSee = endpoint({
  method: 'get',
  path: `${BASE}/who-can-see`,
  summary: 'Everybody who may do this with a thing of one’s own, as far as one may know',
  auth: 'persona',
  scope: 'privacy',
  query: z
    .object({
      ...aboutThing,
      cursor: actorId.optional(),
      limit: z.coerce
        .number('must be a number')
        .int('must be a whole number')
        .min(1, 'must be at least 1')
        .default(50)
        .transform((n) => Math.min(n, 200)),
    })
    .refine(isAction, noAction),
  answers: z.object({
    count: z.int(),
    upper_bound: z.literal(true),
    visitors: z.boolean(),
    signed_in: z.boolean(),
    people: z.array(z.object({ account: accountSchema, through: z.array(z.string()) })),
    next: z.string().nullable(),
    not_counted: z.array(namedJson),
    text: z.string(),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const page = { limit: query.limit, after: query.cursor ?? null };
    const found = await whoCan(deps, viewer, query.kind, query.id, questionOf(query, at), page);
    if (!found.ok) return found;
    const { count, visitors, signedIn, people, next, notCounted, says } = found.value;
    const accounts = await presentAccounts(
      deps,
      viewer,
      people.map(({ id }) => id),
      at,
    );
    return ok({
      body: {
        count,
        upper_bound: true,
        visitors,
        signed_in: signedIn,
        people: people.flatMap(({ id, through }) => {
          const account = accounts.get(id);
          return account === undefined ? [] : [{ account, through }];
        }),
        next,
        not_counted: notCounted.map(presentNamed),
        text: says,
      },
    });
  },
});

const getViewAs = endpoint({
  method: 'get',
  path: `${BASE}/view-as`,
  summary: 'One’s own page as somebody else sees it: the public, a stranger on the network, or a persona',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({
    as: z.union([z.enum(['public', 'stranger']), actorId], 'is public, stranger, or the id of a persona'),
  }),
  answers: z.object({
    as: z.string(),
    account: accountSchema.nullable(),
    attributes: z.array(attributeSchema),
    posts: z.array(statusSchema),
    text: z.string(),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const found = await viewAs(deps, viewer, query.as as 'public' | 'stranger' | ActorId, at);
    if (!found.ok) return found;
    const { profile, attributes, posts, text } = found.value;
    return ok({
      body: {
        as: query.as,
        account: profile === null ? null : presentProfile(deps, profile),
        attributes,
        posts: presentStatuses(deps, posts),
        text,
      },
    });
  },
});

export const explainingEndpoints: readonly Endpoint[] = [postReach, getExplain, getWhoCanSee, getViewAs];
