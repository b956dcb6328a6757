import { atomOf, audienceId, keysOf } from '../../src/privacy/audience.ts';
import { FOREVER } from '../../src/privacy/words.ts';
import { termRows } from '../../src/store/audiences.ts';
import type { Store } from '../../src/store/database.ts';
import { packPosts } from '../../src/store/packed-facts.ts';
import { enactPolicies } from '../../src/store/policies/change-policies.ts';
import { timestamp } from '../../src/store/time.ts';
import { DAY_ZERO, idOf, type Thing, type World } from './world.ts';
import { audienceOf, networkFactsOf } from './world-facts.ts';

const LONG_AGO = timestamp(DAY_ZERO);

/** Writes the world into the database, as a network of its own. */
export async function saveWorld({ community }: Pick<Store, 'community'>, world: World): Promise<void> {
  const network_id = world.network;
  await community
    .insertInto('community.network')
    .values({
      id: network_id,
      slug: network_id,
      title: '',
      description: '',
      kind: 'open',
      rules: '{}',
      highest_label: world.highestLabel,
      domain: null,
      created_at: LONG_AGO,
    })
    .execute();
  for (const [table, rows] of Object.entries(rowsOf(world))) {
    if (rows.length === 0) continue;
    const keyed = rows.map((row) => ({ network_id, ...row }));
    await community
      .insertInto(table as 'community.tie')
      .values(keyed as never)
      .execute();
  }
  const posts = world.objects.filter(({ kind }) => kind === 'post').map(({ id }) => id);
  await enactPolicies(community, network_id, networkFactsOf(world).policies);
  await packPosts(community, network_id, posts);
}

const span = ({ from, until }: { from: number; until: number }) => ({
  valid_from: timestamp(from),
  valid_until: timestamp(until),
});

/** The world's rows by table, in an order that foreign keys admit. */
function rowsOf(world: World): Record<string, readonly object[]> {
  const audiences = new Map(world.grants.map(audienceOf).map((form) => [audienceId(form), form]));
  return {
    'community.actor': world.actors.map(({ id, kind }) => ({
      id,
      kind,
      handle: id,
      display_name: '',
      note: '',
      naming: 'chosen',
      colour: 0,
      locked: false,
      bot: false,
      settings: '{}',
      created_at: LONG_AGO,
    })),
    'community.tie': world.ties.map((tie) => ({ member_id: tie.member, set_key: tie.key, ...span(tie) })),
    'community.block': world.blocks.map((block) => ({
      blocker_id: block.blocker,
      blocked_id: block.blocked,
      ...span(block),
    })),
    'community.suspension': world.suspensions.map((one) => ({ actor_id: one.actor, ...span(one) })),
    'community.lockdown': world.lockdowns.map((one) => ({
      owner_id: one.owner,
      newer_than_days: one.newerThanDays,
      strangers: one.strangers,
      ...span(one),
    })),
    'community.participant': participants(world),
    'community.post': world.objects.filter(({ kind }) => kind === 'post').map(postRow),
    'community.resource': world.objects.filter(({ kind }) => kind === 'resource').map(resourceRow),
    'community.disclosure': world.objects
      .filter(({ kind }) => kind === 'attribute')
      .map((one) => disclosureRow(one, world)),
    'community.message': world.objects
      .filter(({ kind }) => kind === 'message')
      .map((one) => messageRow(one, world)),
    'community.conversation': ORIGINS.map((origin) => conversationRow(world, origin)),
    'community.audience': [...audiences].map(([id, form]) => ({
      id,
      terms: JSON.stringify(form.any),
      except_keys: [...form.except],
      keys: [...keysOf(form)],
    })),
    'community.audience_term': [...audiences].flatMap(([id, form]) => termRows(world.network, id, form)),
    'community.grant': world.grants.map((grant) => ({
      id: grant.id,
      object_id: grant.object,
      object_kind: grant.kind,
      owner_id: world.objects.find((o) => o.id === grant.object && o.kind === grant.kind)?.owner,
      actions: [...grant.actions],
      purpose: grant.purpose,
      audience_id: audienceId(audienceOf(grant)),
      conditions: JSON.stringify(grant.conditions),
      ...span(grant),
      excluding_since: timestamp(grant.excludingSince),
      review_by: timestamp(FOREVER),
    })),
  };
}

/** Whoever was ever in a conversation has joined it: the ties decide. */
const participants = ({ ties }: World) => [
  ...new Map(
    ties.flatMap(({ member, key }) => {
      const atom = atomOf(key);
      if (atom.kind !== 'conversation') return [];
      const row = {
        conversation_id: atom.conversation,
        actor_id: member,
        state: 'member',
        changed_at: LONG_AGO,
      };
      return [[`${atom.conversation} ${member}`, row] as const];
    }),
  ).values(),
];

const postRow = ({ id, owner, label, within, on }: Thing) => ({
  id,
  author_id: owner,
  text: '',
  spoiler: '',
  sensitive: false,
  label,
  within: [...within],
  on_resource: on,
  facts: '',
  granted_keys: [],
  created_at: LONG_AGO,
});

const resourceRow = ({ id, owner, label, within, inherits }: Thing) => ({
  id,
  owner_id: owner,
  created_by: owner,
  kind: 'folder',
  title: '',
  description: '',
  label,
  within: [...within],
  inherits,
  created_at: LONG_AGO,
  edited_at: LONG_AGO,
});

/** One conversation of each origin; who is in which isn't asked of it here: the ties decide. */
const ORIGINS = ['member', 'organisation'] as const;

const conversationId = ({ network }: World, origin: Thing['conversation']): string | null =>
  origin === undefined ? null : idOf(`${network} talk begun by the ${origin}`);

const conversationRow = (world: World, origin: (typeof ORIGINS)[number]) => ({
  id: conversationId(world, origin),
  kind: 'organisation',
  title: '',
  organisation_id: idOf('an organisation'),
  function: 'support',
  begun_by: idOf('a member'),
  begun_by_organisation: origin === 'organisation',
  chapter: 0,
  created_at: LONG_AGO,
});

const messageRow = ({ id, owner, label, conversation }: Thing, world: World) => ({
  id,
  conversation_id: conversationId(world, conversation),
  sender_id: owner,
  event: null,
  text: '',
  label,
  sent_at: LONG_AGO,
});

const disclosureRow = ({ id, owner, label, attribute, conversation, since }: Thing, world: World) => ({
  id,
  actor_id: owner,
  kind: attribute,
  value: '',
  precision: 'exact',
  label,
  disclosed_at: timestamp(since ?? DAY_ZERO),
  conversation_id: conversationId(world, conversation),
});
