-- The facts that decide. Each says from when until when it holds; nothing is overwritten, so that yesterday's decision
-- can be asked again. An end that isn't set is 'infinity'.

-- The one relation behind every audience: this actor is in the set with this key.
create table community.tie (
  network_id uuid not null,
  member_id uuid not null,
  set_key text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  -- What an actor holds of some sets is read from the index alone.
  primary key (network_id, member_id, set_key, valid_from) include (valid_until)
);
-- Who is in a set now. The end stands before the member, so that nobody's own ties are ever looked up by it: they lie
-- together in the primary key, and scattered here.
create index tie_set on community.tie (network_id, set_key, valid_until, member_id) include (valid_from);

create table community.block (
  network_id uuid not null,
  blocker_id uuid not null,
  blocked_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, blocker_id, blocked_id, valid_from)
);
create index block_blocked on community.block (network_id, blocked_id, blocker_id);

-- Audiences by their content: a row never changes.
create table community.audience (
  network_id uuid not null,
  id uuid not null,
  -- [[key, …], …]: a union of intersections
  terms jsonb not null,
  except_keys text[] not null,
  -- every key in either
  keys text[] not null,
  primary key (network_id, id)
);

-- The same terms, a row each, to find the audiences that a viewer is in. The anchor is the rarest of its keys.
create table community.audience_term (
  network_id uuid not null,
  audience_id uuid not null,
  anchor text not null,
  n smallint not null,
  keys text[] not null,
  outsiders boolean not null,
  primary key (network_id, audience_id, n),
  foreign key (network_id, audience_id) references community.audience (network_id, id)
);
create index audience_term_anchor on community.audience_term (network_id, anchor);

create table community.grant (
  network_id uuid not null,
  object_id uuid not null,
  id uuid not null,
  object_kind text not null,
  owner_id uuid not null,
  actions text[] not null,
  purpose text not null,
  audience_id uuid not null,
  conditions jsonb not null check (jsonb_typeof(conditions) = 'object'),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  -- Who was in an excluded set since then is kept out; an earlier grant that excluded the same set may have begun then.
  excluding_since timestamptz not null check (excluding_since <= valid_from),
  review_by timestamptz not null,
  -- The keys of its audience, which never change, to spare each page a join; '*' stands before those of more than one
  -- set. Null is read from there.
  keys text[],
  primary key (network_id, object_id, id),
  foreign key (network_id, audience_id) references community.audience (network_id, id)
);
create index grant_owner on community.grant (network_id, owner_id, id);
create index grant_audience on community.grant (network_id, audience_id, object_id);
-- Who shows themselves to whom, for all members at once: far fewer than the grants over posts.
create index grant_presence on community.grant (network_id, object_id) where object_kind = 'presence';

-- What a network forbids over and above what its members do; an absent list is "any".
create table community.policy (
  network_id uuid not null,
  id uuid not null,
  actions text[],
  purposes text[],
  object_kinds text[],
  labels text[],
  unless_keys text[] not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, id)
);
