-- What an agent does with an interaction besides talking: tags, notes with versions, drafts, changes of case data, quotes, push notifications.

alter table interaction
  -- Position of the first incoming message since the agent last looked.
  add column unread_from integer,
  add column tag_ids text[] not null default '{}',
  -- Everybody who has owned it, the present owner too.
  add column past_owner_ids text[] not null default '{}',
  -- {version, agentId, at, preview} of the latest version of the note; its text is in note_version.
  add column note jsonb;

update interaction set past_owner_ids = array[last_owner_id] where last_owner_id is not null;

-- Of what is open now, as if it had been counted from the beginning.
update interaction i set unread_from = (
  select min(u.position) from (
    select m.position from message m where m.interaction_id = i.id and m.direction = 'in' order by m.position desc limit i.unread) u)
where i.unread > 0 and i.state ->> 'name' <> 'closed';

-- One note for each interaction; saving it makes a version, and none is ever changed.
create table note_version (
  interaction_id text not null references interaction,
  version integer not null,
  agent_id text not null references configuration,
  text text not null,
  at bigint not null,
  primary key (interaction_id, version)
);

-- What is written and not sent or saved yet: of one agent, in one interaction. Emptied rows stay while the interaction is open, so that
-- revisions only grow.
create table draft (
  interaction_id text not null references interaction,
  kind text not null check (kind in ('reply', 'note')),
  agent_id text not null references configuration,
  revision integer not null,
  text text not null,
  file_ids text[] not null default '{}',
  quote jsonb,
  -- Owners who have used or put away what this former owner left.
  put_away_by text[] not null default '{}',
  updated_at bigint not null,
  primary key (interaction_id, kind, agent_id)
);
-- A file is kept for as long as a draft has it.
create index draft_files on draft using gin (file_ids) where file_ids <> '{}';
create index draft_agent on draft (agent_id) where text <> '' or file_ids <> '{}';

-- Who changed which field of a case's data; `agent_id` null: the channel or the system.
create table case_change (
  id bigint generated always as identity primary key,
  case_id text not null references contact_case,
  interaction_id text references interaction,
  agent_id text references configuration,
  key text not null,
  before jsonb not null,
  after jsonb not null,
  at bigint not null
);
create index case_change_case on case_change (case_id, id desc);
create index interaction_open_case on interaction (case_id, id) where state_name <> 'closed';

-- The case's data as it is at this very moment. Volatile on purpose: a query that has waited for the interaction's lock looks at everything else as
-- it was before the wait, except through a function like this one.
create function case_data_now(wanted text) returns jsonb language sql volatile strict
return (select data from contact_case where id = wanted);

-- {messageId, position, direction, name, excerpt} of the message that this one answers.
alter table message add column quote jsonb;

-- A browser that wants to be told of offers while the page is closed (Web Push). The keys are the browser's.
create table push_subscription (
  id text primary key,
  endpoint text not null unique,
  agent_id text not null references configuration,
  -- Signed out there, or the session ended: nothing is sent there any more.
  session_id text not null references auth_session (id) on delete cascade,
  p256dh text not null,
  auth text not null,
  -- What the browser calls itself, for the person's own list.
  device text not null,
  created_at bigint not null
);
create index push_subscription_session on push_subscription (session_id);
create index push_subscription_agent on push_subscription (agent_id);

-- Which sessions have a page connected, and through which server's door: signing out on one device must know whether the agent works on another.
create table agent_page (
  session_id text not null,
  door_id text not null,
  agent_id text not null,
  seen_at bigint not null,
  primary key (session_id, door_id)
);
create index agent_page_agent on agent_page (agent_id);

-- No two current tags share a name, accents and case apart. What core folds is finer (check-body.ts, under the configuration's lock); this is the floor.
create unique index configuration_tag_name on configuration
  ((lower(regexp_replace(normalize(body ->> 'name', NFD), '[\u0300-\u036f]', '', 'g'))))
  where kind = 'tag' and archived_at is null;

-- The lists: what is open in the order of its place in line, and of each queue what waits there.
create index interaction_place on interaction (place_at, id) where state_name <> 'closed';
create index interaction_queue_place on interaction (queue_id, place_at, id) where state_name in ('waiting', 'offered');

-- A standard response's files: kept for as long as it has them.
alter table file add column response_id text references configuration;
create index file_response on file (response_id) where response_id is not null;

-- Contacts are found by the beginnings of their names' words, without accents; by a part of their address; and by digits anywhere in a telephone
-- number. No extension: a database that is not ours may have none. The functions say by which words a row is found, and the indexes hold these.
create function name_words(name text) returns tsvector language sql immutable strict parallel safe
return array_to_tsvector(array_remove(regexp_split_to_array(
  lower(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]+'), ''));

create function address_words(kind text, value text) returns tsvector language sql immutable strict parallel safe
return case kind
  when 'phone' then (
    select array_to_tsvector(coalesce(array_agg(substr(digits, start)), '{}'))
    from (select regexp_replace(value, '\D', '', 'g') as digits) as number, generate_series(1, length(digits) - 2) as start)
  else array_to_tsvector(array_remove(array_append(regexp_split_to_array(lower(value), '[^[:alnum:]]+'), lower(value)), ''))
end;

create index contact_words on contact using gin (name_words(name));
create index address_words on address using gin (address_words(kind, normalised)) where kind <> 'web-chat';
