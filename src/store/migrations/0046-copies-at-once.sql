-- Which copies of attributes are shown to an audience, as of posts: those with conditions, which are few, are apart.
create index grant_shown_copy on community."grant" (network_id, audience_id, object_id)
  include (purpose, valid_from, valid_until, excluding_since)
  where object_kind = 'attribute' and conditions = '{}' and 'see' = any (actions);
create index grant_shown_copy_if on community."grant" (network_id, audience_id, object_id)
  where object_kind = 'attribute' and conditions <> '{}';
