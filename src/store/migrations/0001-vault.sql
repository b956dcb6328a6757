-- The vault: who is behind a persona, and what they keep sealed. Only the role waxseal_vault reads it.
-- Values are sealed with a key per account, which is itself sealed with the server's master key: destroying the
-- account's key erases them from backups too.

create table vault.account (
  id uuid primary key,
  password_hash text not null,
  key_sealed bytea not null,
  email_sealed bytea not null,
  created_at timestamptz not null
);

-- The address itself is sealed; this is a keyed hash of it, to find the account at sign-in.
create table vault.account_email (
  email_index bytea primary key,
  account_id uuid not null
);

create table vault.session (
  account_id uuid not null references vault.account (id) on delete cascade,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (account_id, token_hash)
);

-- Tokens handed to a session's own web app, so that they end with it. Kept here: in the community a common session
-- would link personas.
create table vault.session_token (
  account_id uuid not null references vault.account (id) on delete cascade,
  session_hash bytea not null,
  network_id uuid not null,
  token_hash bytea not null,
  primary key (account_id, session_hash, token_hash)
);

create table vault.persona_link (
  account_id uuid not null references vault.account (id) on delete cascade,
  network_id uuid not null,
  persona_id uuid not null,
  primary key (account_id, network_id, persona_id)
);

-- The same link, found from the persona.
create table vault.persona_owner (
  persona_id uuid primary key,
  account_id uuid not null
);

create table vault.attribute (
  account_id uuid not null references vault.account (id) on delete cascade,
  id uuid not null,
  kind text not null,
  value_sealed bytea not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);

-- Which disclosed copy in the community comes from which attribute.
create table vault.disclosed (
  account_id uuid not null references vault.account (id) on delete cascade,
  attribute_id uuid not null,
  network_id uuid not null,
  persona_id uuid not null,
  disclosure_id uuid not null,
  precision text not null,
  disclosed_at timestamptz not null,
  primary key (account_id, attribute_id, network_id, persona_id)
);

-- Attempts on things that must not be guessed, by a keyed hash of what is guessed at.
create table vault.attempt (
  bucket bytea not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (bucket, window_start)
);
