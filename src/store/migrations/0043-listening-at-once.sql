-- What a question over all posts of a network looks at, so that it looks at nothing else.

-- Of a scored post what is asked of it besides its grants. None of it changes: an edit and a deletion remove the score.
alter table community.post_score
  add column label text,
  add column within uuid[],
  add column on_resource uuid,
  add column space_id uuid;
update community.post_score s
set label = p.label, within = p.within, on_resource = p.on_resource, space_id = p.space_id
from community.post p where p.network_id = s.network_id and p.id = s.post_id;
alter table community.post_score
  alter column label set not null,
  alter column within set not null;

-- Which posts are shown to an audience, without looking at each grant: those with conditions, which are few, are apart.
create index grant_shown_post on community."grant" (network_id, audience_id, object_id)
  include (purpose, valid_from, valid_until, excluding_since)
  where object_kind = 'post' and conditions = '{}' and 'see' = any (actions);
create index grant_shown_post_if on community."grant" (network_id, audience_id, object_id)
  where object_kind = 'post' and conditions <> '{}';
