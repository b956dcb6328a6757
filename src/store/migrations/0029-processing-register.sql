-- The register of an organisation's processing: what its owners declare. What ran, and what it risks, is computed.

create table community.processing (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  purpose text not null,
  functions text[] not null,
  -- Kinds of attributes, in the vocabulary's words.
  kinds text[] not null,
  -- posts, ties, messages
  sources text[] not null,
  -- Null is for good.
  retention_days integer check (retention_days > 0),
  basis text not null,
  necessity text not null,
  -- What the machine can't know: question to true, false or null.
  answers jsonb not null,
  -- The seat that answers for it.
  owner_seat_id uuid not null,
  review_by timestamptz not null,
  declared_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  primary key (network_id, id)
);
create index processing_organisation on community.processing (network_id, organisation_id);
