-- Policies speak of more: in whose name, in what capacity, of which kinds of attributes, shown in what conversation, on what
-- ground, at what hours, of what age, kept for how long. Absent is any. See docs/adr/0032-policies-in-memory.md
alter table community.policy
  -- The organisation whose own it is; null goes for everybody.
  add column binds_id uuid,
  add column capacities text[],
  add column attributes text[],
  add column conversations text[],
  add column bases text[],
  -- Bit n is from n to n + 1 o'clock, UTC.
  add column hours integer,
  -- In whole days since it was published or shown, from and up to but not including; no end is for good.
  add column age_from integer,
  add column age_until integer,
  add column retention_from integer,
  add column retention_until integer,
  -- From which version of which signed text it was compiled, and from which clause of it.
  add column source_id uuid,
  add column version integer,
  add column clause text;
create index policy_source on community.policy (network_id, source_id) where source_id is not null;

-- Policies are kept in memory by this number; whoever changes any raises it in the same transaction. Zero is none, ever.
-- Beside it all sets that any of them exempts.
alter table community.network
  add column policy_version integer not null default 0,
  add column policy_keys text[] not null default '{}';
update community.network n set policy_version = 1, policy_keys = array(
    select distinct unnest(p.unless_keys) from community.policy p where p.network_id = n.id)
  where exists (select 1 from community.policy p where p.network_id = n.id);

-- Who wrote first: a conversation with an organisation is the member's, also where the organisation began it.
alter table community.conversation add column begun_by_organisation boolean not null default false;
update community.conversation c set begun_by_organisation = true
  where c.kind = 'organisation' and c.organisation_id = (
    select m.sender_id from community.message m where m.network_id = c.network_id and m.conversation_id = c.id
    order by m.id limit 1);
