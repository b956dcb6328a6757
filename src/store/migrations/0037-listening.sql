-- How posts of members who let organisations listen sound, what organisations listen to, and what they watch.

-- The score of a post, by the grant that lets it be known: gone with that grant, in its transaction. Another grant has its own.
create table community.post_score (
  network_id uuid not null,
  grant_id uuid not null,
  post_id uuid not null,
  author_id uuid not null,
  -- When the post was published.
  said_at timestamptz not null,
  -- -100 to 100; null is another language than the model knows.
  score smallint check (score between -100 and 100),
  scored_at timestamptz not null,
  primary key (network_id, grant_id, post_id)
);
create index post_score_post on community.post_score (network_id, post_id);
create index post_score_author on community.post_score (network_id, author_id);

-- What is still to be scored: a post, or all of an author's, where the id is theirs.
create table community.score_due (
  network_id uuid not null,
  author_id uuid not null,
  post_id uuid not null,
  -- Not before then.
  due_at timestamptz not null,
  primary key (network_id, author_id, post_id)
);
create index score_due_at on community.score_due (due_at);
insert into community.score_due (network_id, author_id, post_id, due_at)
select g.network_id, g.object_id, g.object_id, min(g.valid_from) from community."grant" g
where g.object_kind = 'posts' and g.purpose = 'sentiment-monitoring' and 'process' = any (g.actions)
group by g.network_id, g.object_id;

-- What is asked of every post at once when many are: without its words.
create index post_said on community.post (network_id, created_at) include (id, author_id, label, within, on_resource, space_id)
  where deleted_at is null and boost_of is null;

-- A version of what an organisation listens for by a name, such as a product: any of the hashtags and phrases.
create table community.listening_topic (
  network_id uuid not null,
  id uuid not null,
  version integer not null check (version > 0),
  organisation_id uuid not null,
  title text not null,
  -- The function whose seats keep it.
  function text not null,
  hashtags text[] not null,
  phrases text[] not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, id, version)
);
create index listening_topic_organisation on community.listening_topic (network_id, organisation_id, valid_until);

-- That a topic is asked about every day, in the function's name and out of the organisation's budget.
create table community.listening_watch (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  topic_id uuid not null,
  function text not null,
  begun_at timestamptz not null,
  -- The last day on which it asks, UTC.
  last_day text not null,
  -- The day on which it asked last; null before the first.
  ran_on text,
  ended_at timestamptz,
  ended_because text check (ended_because in ('stopped', 'over', 'budget', 'topic', 'nobody')),
  primary key (network_id, id)
);
create index listening_watch_organisation on community.listening_watch (network_id, organisation_id, id);
create index listening_watch_running on community.listening_watch (network_id) where ended_at is null;

-- What a watch was told of a day, as it was released.
create table community.listening_reading (
  network_id uuid not null,
  watch_id uuid not null,
  -- The day that it is about, UTC.
  day text not null,
  -- In its one form, what was asked; numbers of another question aren't compared with it.
  question text not null,
  members integer,
  posts integer,
  mood integer,
  -- σ² of the noise of each.
  variances bigint[] not null,
  primary key (network_id, watch_id, day),
  foreign key (network_id, watch_id) references community.listening_watch (network_id, id)
);

-- A shift between two days that noise doesn't explain, told from released numbers alone.
create table community.listening_alert (
  network_id uuid not null,
  id uuid not null,
  watch_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('members', 'posts', 'mood')),
  day text not null,
  before_day text not null,
  now_is double precision not null,
  before_was double precision not null,
  told_at timestamptz not null,
  primary key (network_id, id),
  unique (network_id, watch_id, day, kind),
  foreign key (network_id, watch_id) references community.listening_watch (network_id, id)
);
create index listening_alert_organisation on community.listening_alert (network_id, organisation_id, id);

-- The words that an answer tells, in the order of its cells, where the data has them.
alter table community.noise_answer add column words text[];
