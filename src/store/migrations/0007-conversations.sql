-- Conversations. Who is in one, and so who reads what is said in it, is a set as everywhere: the tie with the key
-- 'conversation:<id>:<chapter>'. A new chapter begins whenever somebody is asked to join, who so reads only what is said
-- from then on. See docs/adr/0016-messages-are-objects.md
create table community.conversation (
  network_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('direct', 'group', 'organisation')),
  -- Of a group; else, and where it has none, empty.
  title text not null,
  -- With which organisation, in which of its functions.
  organisation_id uuid,
  function text,
  begun_by uuid not null,
  -- The present one, counted from 0.
  chapter integer not null,
  created_at timestamptz not null,
  primary key (network_id, id),
  check ((kind = 'organisation') = (organisation_id is not null and function is not null))
);
create index conversation_organisation on community.conversation (network_id, organisation_id, function, id)
  where organisation_id is not null;

-- How members stand to a conversation. The ties decide; this says what the others are shown of it.
create table community.participant (
  network_id uuid not null,
  conversation_id uuid not null,
  actor_id uuid not null,
  -- asked: may read, and hasn't answered. refused: no longer may; whoever asked is shown no difference.
  state text not null check (state in ('member', 'asked', 'refused', 'left')),
  asked_by uuid,
  -- Since when it is so.
  changed_at timestamptz not null,
  primary key (network_id, conversation_id, actor_id)
);
create index participant_actor on community.participant (network_id, actor_id, conversation_id);

-- What somebody keeps of a conversation for themselves, also as staff: how far they have read, up to where they cleared
-- it away, and whether they want to hear of it. Others learn how far somebody read only where both wish for receipts.
create table community.conversation_mark (
  network_id uuid not null,
  conversation_id uuid not null,
  actor_id uuid not null,
  read_id uuid,
  cleared_id uuid,
  muted boolean not null,
  primary key (network_id, conversation_id, actor_id)
);

create table community.message (
  network_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  -- Its owner: the persona, or the organisation for which staff wrote. Who of the staff it was is not kept.
  sender_id uuid not null,
  -- Null where something is said; else what happened.
  event text check (event in ('asked', 'joined', 'left', 'titled', 'showed')),
  -- Empty where deleted.
  text text not null,
  sent_at timestamptz not null,
  deleted_at timestamptz,
  primary key (network_id, id)
);
create index message_conversation on community.message (network_id, conversation_id, id desc);

-- What somebody deleted for themselves.
create table community.message_hidden (
  network_id uuid not null,
  actor_id uuid not null,
  message_id uuid not null,
  primary key (network_id, actor_id, message_id)
);

-- A copy of an attribute that is shown in one conversation, and goes with it. The mark tells of which attribute of the
-- persona's it is a copy, to the account's key alone.
alter table community.disclosure
  add column conversation_id uuid,
  add column attribute_mark bytea;
create index disclosure_conversation on community.disclosure (network_id, conversation_id)
  where conversation_id is not null;

-- Who may write to a persona directly is a grant as well, from the beginning to its connections. Members of before get
-- it as of when they were made. Ids of audiences are as src/privacy/audience.ts makes them: a UUID of version 8 over the
-- SHA-256 of the form; those of the grants begin with the time of their persona's.
create temporary table contact on commit drop as
  select a.network_id, a.id as owner_id, a.created_at, 'connections:' || a.id as key,
    sha256(convert_to('[[["connections:' || a.id || '"]],[]]', 'UTF8')) as audience,
    substring(decode(replace(a.id::text, '-', ''), 'hex') for 6)
      || substring(sha256(convert_to('contact ' || a.id, 'UTF8')) from 7 for 10) as grant_id
  from community.actor a
  where a.kind = 'persona' and exists (select 1 from community.tie t where t.network_id = a.network_id
    and t.member_id = a.id and t.set_key = 'network' and t.valid_until = 'infinity');

update contact set
  audience = set_byte(set_byte(substring(audience for 16), 6, (get_byte(audience, 6) & 15) | 128),
    8, (get_byte(audience, 8) & 63) | 128),
  grant_id = set_byte(set_byte(grant_id, 6, (get_byte(grant_id, 6) & 15) | 112),
    8, (get_byte(grant_id, 8) & 63) | 128);

insert into community.audience (network_id, id, terms, except_keys, keys)
  select network_id, encode(audience, 'hex')::uuid, jsonb_build_array(jsonb_build_array(key)), '{}', array[key] from contact
  on conflict do nothing;
insert into community.audience_term (network_id, audience_id, anchor, n, keys, outsiders)
  select network_id, encode(audience, 'hex')::uuid, key, 0, array[key], false from contact
  on conflict do nothing;
insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
    conditions, valid_from, valid_until, excluding_since, review_by)
  select network_id, owner_id, encode(grant_id, 'hex')::uuid, 'presence', owner_id, array['contact'], 'reading',
    encode(audience, 'hex')::uuid, '{}', created_at, 'infinity', created_at, created_at + interval '365 days'
  from contact;
