-- Who lets organisations do something, found by what they let and to which audience. Grants to read are by far the most
-- and not among them.
create index grant_purpose on community."grant" (network_id, object_kind, purpose, audience_id, object_id)
  where purpose <> 'reading';
