-- The vault: who is behind a persona, and what they keep sealed. Only the role waxseal_vault reads it.
-- Values are sealed with a key per account, which is itself sealed with the server's master key: destroying the
-- account's key erases them from backups too.

create table vault.account (
  id uuid primary key,
  key_sealed bytea not null,
  email_sealed bytea not null,
  -- When the account's owner showed that the address is theirs.
  email_confirmed_at timestamptz,
  -- May make networks on this server.
  founder boolean not null,
  created_at timestamptz not null
);

-- How an account is found at sign-in: a keyed hash of what address and password are stretched to. No table can be
-- asked whether an address is known. See docs/adr/0006-sign-in-without-an-address-book.md
create table vault.sign_in (
  index bytea primary key,
  account_id uuid not null
);
create index sign_in_account on vault.sign_in (account_id);

-- The code that was mailed last to an account's address.
create table vault.email_code (
  account_id uuid primary key references vault.account (id) on delete cascade,
  code_hash bytea not null,
  expires_at timestamptz not null
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
  -- Null where the member has deleted it and a copy is still shown through one of their personas.
  value_sealed bytea,
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
  -- The attribute was edited through another persona since: see docs/adr/0007-copies-stay-as-they-were-shown.md
  stale boolean not null,
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
