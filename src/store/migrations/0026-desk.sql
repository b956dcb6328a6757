-- The desk: how an organisation's seats work off the conversations that members have with it. What stands where follows
-- from what was said last, as each sees it; here is what isn't said. See docs/adr/0035-a-desk-that-members-see.md

alter table community.message drop constraint message_event_check;
alter table community.message add constraint message_event_check check (event in
  ('asked', 'joined', 'left', 'titled', 'showed', 'solved', 'idle', 'handover-asked', 'handed-over'));

-- Which seat answers a conversation; while the seat lasts.
create table community.desk_assignment (
  network_id uuid not null,
  conversation_id uuid not null,
  seat_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, conversation_id, seat_id, valid_from)
);
create unique index desk_assignment_live on community.desk_assignment (network_id, conversation_id)
  where valid_until = 'infinity';

-- From when until when a conversation was closed, so that open ones are found without looking at all that was said.
create table community.desk_closing (
  network_id uuid not null,
  conversation_id uuid not null,
  reason text not null check (reason in ('solved', 'idle', 'left')),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, conversation_id, valid_from)
);
create unique index desk_closing_live on community.desk_closing (network_id, conversation_id)
  where valid_until = 'infinity';

-- Under what an organisation files its conversations: words that the member reads too.
create table community.desk_tag (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, id)
);
create unique index desk_tag_live on community.desk_tag (network_id, organisation_id, lower(name))
  where valid_until = 'infinity';

create table community.desk_tagging (
  network_id uuid not null,
  conversation_id uuid not null,
  tag_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, conversation_id, tag_id, valid_from),
  foreign key (network_id, tag_id) references community.desk_tag (network_id, id)
);

-- That another function of the same organisation is to take a conversation over, if its member agrees. One that was
-- refused stands for the organisation until it lapses.
create table community.desk_handover (
  network_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  to_function text not null,
  asked_at timestamptz not null,
  refused_at timestamptz,
  agreed_at timestamptz,
  primary key (network_id, conversation_id, id)
);

-- After how many days without a word a function's conversations close by themselves.
create table community.desk_idle (
  network_id uuid not null,
  organisation_id uuid not null,
  function text not null,
  days integer not null check (days between 1 and 365),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, function, valid_from)
);

-- How often a month an organisation's marketing and sales may write to a member who asked for less than usual.
create table community.contact_cap (
  network_id uuid not null,
  actor_id uuid not null,
  organisation_id uuid not null,
  most integer not null check (most >= 0),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, actor_id, organisation_id, valid_from)
);

-- How often a function wrote, asked, or was refused, day by day. It names no member.
create table community.desk_tally (
  network_id uuid not null,
  organisation_id uuid not null,
  function text not null,
  day date not null,
  outcome text not null check (outcome in ('sent', 'asked', 'no', 'capped', 'absent')),
  count integer not null,
  primary key (network_id, organisation_id, function, day, outcome)
);
