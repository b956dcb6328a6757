-- What a breach is about can be narrowed, and changed later; what was entered goes into the ledger.

-- The seat in which an organisation did something; members aren't told which. Null is a service, or before this was kept.
alter table community.data_use add column seat_id uuid;

-- Any of a list that is empty.
alter table community.breach
  add column functions text[] not null default '{}',
  add column purposes text[] not null default '{}',
  add column kinds text[] not null default '{}',
  add column seats uuid[],
  -- When those who keep records were last reminded of the 72 hours.
  add column reminded_at timestamptz,
  add column entered boolean not null default false;
update community.breach set functions = array[function] where function is not null;
update community.breach set purposes = array[purpose] where purpose is not null;
update community.breach set seats = '{}';
alter table community.breach alter column seats set not null;
alter table community.breach drop column function, drop column purpose;

alter table community.breach_entry
  -- What those affected can do, where they are told.
  add column advice text,
  -- What the breach is about from here on, where that was changed.
  add column scope jsonb,
  add column entered boolean not null default false,
  drop constraint breach_entry_kind_check,
  add constraint breach_entry_kind_check check (kind in ('note', 'changed', 'reported', 'told', 'closed'));
create index breach_due on community.breach (network_id, opened_at) where not entered;
create index breach_entry_due on community.breach_entry (network_id, made_at) where not entered;

-- Which seat a request is with. It ends with the seat, which its row says.
create table community.data_request_assignment (
  network_id uuid not null,
  request_id uuid not null,
  n integer not null,
  seat_id uuid not null,
  assigned_by uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, request_id, n),
  foreign key (network_id, request_id) references community.data_request (network_id, id) on delete cascade
);

-- When the seat that answers for a processing was last reminded to look at it again.
alter table community.processing add column reminded_at timestamptz;

-- Who was reminded of something with an end, and isn't mailed yet. It says nothing of what.
create table community.deadline_notice (
  network_id uuid not null,
  owner_id uuid not null,
  noted_at timestamptz not null,
  primary key (network_id, owner_id)
);
alter table vault.account add column deadline_mailed_at timestamptz;

-- Who answers for an organisation's processing, as Article 30(1)(a) GDPR has it; in its experts' words, the newest counts.
create table community.controller (
  network_id uuid not null,
  organisation_id uuid not null,
  n integer not null,
  words jsonb not null,
  by_id uuid not null,
  said_at timestamptz not null,
  primary key (network_id, organisation_id, n)
);

-- A record of processing as it stood when it was saved; never changed.
create table community.saved_record (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  -- JSON in its one canonical form, and SHA-256 of it.
  body text not null,
  hash text not null,
  by_id uuid not null,
  saved_at timestamptz not null,
  entered boolean not null default false,
  primary key (network_id, id)
);
create index saved_record_organisation on community.saved_record (network_id, organisation_id, id);
create index saved_record_due on community.saved_record (network_id, saved_at) where not entered;
