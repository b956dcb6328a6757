-- What is shared besides posts: folders, and the files, links, pages and apps in them. Their facts are looked up, as of
-- other objects than posts.
create table community.resource (
  network_id uuid not null,
  id uuid not null,
  -- Whose it is, and who grants: a persona, an organisation or a group.
  owner_id uuid not null,
  -- The persona who put it there, which only its owner is told.
  created_by uuid not null,
  kind text not null check (kind in ('folder', 'file', 'link', 'page', 'app')),
  title text not null,
  description text not null,
  -- Of links and apps.
  url text,
  -- Of pages.
  text text,
  -- Of files.
  file_id uuid,
  label text not null check (label in ('public', 'internal', 'confidential', 'trade-secret')),
  -- The folders around it, the nearest first: it never reaches further than any of them.
  within uuid[] not null,
  -- It goes by the grants of the nearest folder around it that has its own.
  inherits boolean not null,
  created_at timestamptz not null,
  edited_at timestamptz not null,
  deleted_at timestamptz,
  primary key (network_id, id)
);
create index resource_owner on community.resource (network_id, owner_id, id desc) where deleted_at is null;
create index resource_folder on community.resource (network_id, (within[1]), id desc) where deleted_at is null;
create index resource_within on community.resource using gin (within);

-- The bytes of files, which lie in the data folder under names that say nothing of what is in them: two who keep the
-- same never share a name.
create table community.file (
  network_id uuid not null,
  id uuid not null,
  -- Its name in the data folder.
  stored text not null,
  name text not null,
  -- As its first bytes say, whatever was claimed.
  media_type text not null,
  bytes bigint not null,
  -- Of pictures, in pixels.
  width integer,
  height integer,
  preview text,
  preview_bytes integer,
  created_at timestamptz not null,
  primary key (network_id, id)
);

create index file_stored on community.file (stored);
create index file_preview on community.file (preview) where preview is not null;

-- Uploads under way. What was received is on the disk for good.
create table community.upload (
  network_id uuid not null,
  id uuid not null,
  actor_id uuid not null,
  stored text not null,
  name text not null,
  bytes bigint not null,
  received bigint not null,
  created_at timestamptz not null,
  primary key (network_id, id)
);
create index upload_actor on community.upload (network_id, actor_id, id);
create index upload_stored on community.upload (stored);
create index upload_age on community.upload (created_at);

-- Files that go with a post, and go by its grants; without one they are their owner's alone.
create table community.attachment (
  network_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  file_id uuid not null,
  description text not null,
  post_id uuid,
  place smallint not null,
  created_at timestamptz not null,
  primary key (network_id, id)
);
create index attachment_post on community.attachment (network_id, post_id, place) where post_id is not null;
create index attachment_loose on community.attachment (created_at) where post_id is null;

-- Every eight words in a row of what has a label above public, by a keyed hash: what repeats them is found by one look.
create table community.resource_shingle (
  network_id uuid not null,
  hash bytea not null,
  resource_id uuid not null,
  primary key (network_id, hash, resource_id)
);
create index resource_shingle_resource on community.resource_shingle (network_id, resource_id);
