-- What organisations do with members' data, one by one, and policies, for the ledger.

-- As of grants: until when a policy goes on as the ledger has it.
alter table community.policy add column entered_until timestamptz;
create index policy_due on community.policy (network_id) where entered_until is distinct from valid_until;

-- That an organisation used something of one or many members, by a grant of each.
create table community.data_use (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  -- In which function; null is a service of the organisation's.
  function text,
  deed text not null,
  purpose text not null,
  -- Of what: kinds of attributes, in the vocabulary's words.
  kinds text[] not null,
  used_at timestamptz not null,
  -- From which what fills the tree of participants is made; null while the ledger hasn't the use yet.
  seed bytea check (length(seed) = 32),
  primary key (network_id, id)
);
create index data_use_due on community.data_use (network_id, id) where seed is null;

-- Whose data it was. Of whoever leaves, the leaf stays and says nothing, so that the others' proofs hold.
create table community.data_use_participant (
  network_id uuid not null,
  use_id uuid not null,
  n integer not null,
  subject_id uuid,
  grant_ids uuid[],
  -- Where the leaf lies in the tree of participants, what it is salted with, and its hash, once it is entered.
  place integer,
  salt bytea check (length(salt) = 32),
  leaf bytea check (length(leaf) = 32),
  primary key (network_id, use_id, n),
  foreign key (network_id, use_id) references community.data_use (network_id, id)
);
create index data_use_participant_subject on community.data_use_participant (network_id, subject_id, use_id);
