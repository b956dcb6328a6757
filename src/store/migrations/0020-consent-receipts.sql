-- Receipts are computed from grants. What a refusal leaves no grant of, is kept here, for whom refused alone.
create table community.consent_refusal (
  network_id uuid not null,
  owner_id uuid not null,
  id uuid not null,
  -- The organisation that asked; null where a browser's Global Privacy Control refused.
  organisation_id uuid,
  purposes text[] not null,
  requested_at timestamptz,
  refused_at timestamptz not null,
  primary key (network_id, owner_id, id),
  check ((organisation_id is null) = (requested_at is null))
);

-- When a grant was given that begins later; null of one that began at once.
alter table community."grant" add column given_at timestamptz;

-- A member's consents among their grants, most of which are over posts, for reading.
create index grant_consent on community."grant" (network_id, owner_id)
  where purpose <> 'reading' or object_kind = 'attribute' or 'process' = any(actions);
