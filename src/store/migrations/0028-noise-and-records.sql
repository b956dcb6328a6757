-- What organisations have learnt of members in numbers, and what it cost; requests by those whose data it is; breaches.

-- What an organisation has spent of its budget in a quarter: ρ of zero-concentrated differential privacy, in millionths of
-- millionths. It only grows, by charges that are known beforehand.
create table community.noise_budget (
  network_id uuid not null,
  organisation_id uuid not null,
  -- UTC: 2026-Q1.
  quarter text not null,
  spent bigint not null check (spent >= 0),
  primary key (network_id, organisation_id, quarter)
);

-- Answers as they were released, never what was counted: kept with their charge in one transaction, so that what is spent
-- has its answer, and the same question has the same answer within its day.
create table community.noise_answer (
  network_id uuid not null,
  organisation_id uuid not null,
  -- The day, UTC, within which it is the answer.
  epoch text not null,
  -- In its one canonical form.
  question text not null,
  id uuid not null,
  -- Null where it is asked in none, of what is for any purpose.
  function text,
  purpose text,
  what text not null,
  -- Null is fewer than the minimum.
  released integer,
  variance integer not null,
  charge bigint not null,
  asked_at timestamptz not null,
  primary key (network_id, organisation_id, epoch, question)
);

-- What a member asks of those who hold their data, by Articles 15 to 22 GDPR. Its steps are added and never changed.
create table community.data_request (
  network_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- An organisation, or the network itself, which is whoever runs it.
  recipient_id uuid not null,
  kind text not null,
  words text not null,
  asked_at timestamptz not null,
  -- When those who answer were told that it is due soon.
  reminded_at timestamptz,
  primary key (network_id, id)
);
create index data_request_recipient on community.data_request (network_id, recipient_id, id);
create index data_request_member on community.data_request (network_id, member_id, id);

create table community.data_request_step (
  network_id uuid not null,
  request_id uuid not null,
  n integer not null,
  kind text not null check (kind in ('taken', 'extended', 'answered', 'refused', 'withdrawn')),
  -- Who took the step; of the recipient's own, members aren't told who.
  by_id uuid not null,
  words text not null,
  made_at timestamptz not null,
  -- When the member was told that there is something.
  told_at timestamptz,
  primary key (network_id, request_id, n),
  foreign key (network_id, request_id) references community.data_request (network_id, id) on delete cascade
);

-- A breach as an organisation's experts note it: which uses of members' data it is about, and what was done. Entries are
-- added and never changed.
create table community.breach (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  -- What happened between these two instants, in the function and for the purpose; null is any.
  happened_from timestamptz not null,
  happened_until timestamptz not null,
  function text,
  purpose text,
  -- When the organisation came to know, from which Article 33 GDPR counts 72 hours.
  known_at timestamptz not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  primary key (network_id, id)
);
create index breach_organisation on community.breach (network_id, organisation_id, id);

create table community.breach_entry (
  network_id uuid not null,
  breach_id uuid not null,
  n integer not null,
  kind text not null check (kind in ('note', 'reported', 'told', 'closed')),
  by_id uuid not null,
  words text not null,
  made_at timestamptz not null,
  primary key (network_id, breach_id, n),
  foreign key (network_id, breach_id) references community.breach (network_id, id)
);

-- Whom the system told, in the organisation's words. The organisation isn't told who they are.
create table community.breach_notice (
  network_id uuid not null,
  member_id uuid not null,
  breach_id uuid not null,
  n integer not null,
  -- When a notification said so.
  told_at timestamptz,
  primary key (network_id, member_id, breach_id, n),
  foreign key (network_id, breach_id, n) references community.breach_entry (network_id, breach_id, n)
);
create index breach_notice_untold on community.breach_notice (network_id, member_id) where told_at is null;
create index data_request_step_untold on community.data_request_step (network_id, request_id) where told_at is null;
