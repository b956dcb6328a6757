-- What decides about a post stands in its row too, packed as src/store/packed-facts.ts reads it, with the keys of the
-- audiences of its grants: a page has its facts with its rows. community.grant remains what counts; whoever changes a
-- grant on a post packs the post anew in the same transaction.
alter table community.post
  add column facts text,
  add column granted_keys text[];

update community.post p set
  facts = 'post' || e'\t' || p.id || e'\t' || p.author_id || e'\t' || p.label || e'\t' || p.within::text || e'\t' || coalesce((
    select json_agg(json_build_array(g.id, g.actions, g.purpose, g.conditions,
      round(date_part('epoch', g.valid_from) * 1000), round(date_part('epoch', g.valid_until) * 1000),
      round(date_part('epoch', g.excluding_since) * 1000), round(date_part('epoch', g.review_by) * 1000),
      a.terms, a.except_keys) order by g.valid_from, g.id)
    from community."grant" g join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
    where g.network_id = p.network_id and g.object_id = p.id and g.object_kind = 'post')::text, '[]'),
  granted_keys = array(
    select distinct unnest(a.keys)
    from community."grant" g join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
    where g.network_id = p.network_id and g.object_id = p.id and g.object_kind = 'post');

alter table community.post
  alter column facts set not null,
  alter column granted_keys set not null;

-- Stood there to spare pages of posts a join.
alter table community."grant" drop column keys;

-- Feeds read their pointers from the index alone.
alter table community.inbox
  drop constraint inbox_pkey,
  add primary key (network_id, owner_id, post_id) include (via_key);
