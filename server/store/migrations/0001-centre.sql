-- Atiende's first schema. Instants are bigint epoch milliseconds: the same numbers that core, protocol and screens use.

-- What administrators set up: one document a thing, checked by its shape in protocol/config, never deleted, only archived.
create table configuration (
  id text primary key,
  kind text not null,
  body jsonb not null,
  version integer not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  archived_at bigint
);
create index configuration_kind on configuration (kind);
create unique index configuration_agent_email on configuration (lower(body ->> 'email')) where kind = 'agent';
create unique index configuration_case_field_key on configuration ((body ->> 'key')) where kind = 'case-field' and archived_at is null;

create table audit (
  id bigint generated always as identity primary key,
  at bigint not null,
  actor_id text,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb
);
create index audit_subject on audit (subject_id, id desc);
create index audit_actor on audit (actor_id, id desc);

-- A person's own choices: the same on every device.
create table agent_preference (
  agent_id text primary key references configuration (id),
  body jsonb not null,
  updated_at bigint not null
);

-- Agent state (core/presence). `seen_at` is moved forward while any page of the agent is connected.
create table presence (
  agent_id text primary key references configuration (id),
  body jsonb not null,
  version integer not null default 1,
  seen_at bigint not null
);

create table contact (
  id text primary key,
  name text not null,
  language text,
  attributes jsonb not null default '{}',
  created_at bigint not null,
  version integer not null default 1
);

create table address (
  id text primary key,
  contact_id text not null references contact (id),
  kind text not null,
  -- Only for names that mean something on one account alone (a widget's visitor).
  account_id text references configuration (id),
  value text not null,
  normalised text not null,
  created_at bigint not null
);
create unique index address_of_account on address (account_id, normalised) where account_id is not null;
create unique index address_global on address (kind, normalised) where account_id is null;
create index address_contact on address (contact_id);

create table contact_case (
  id text primary key,
  contact_id text not null references contact (id),
  data jsonb not null default '{}',
  created_at bigint not null,
  version integer not null default 1
);
create index contact_case_contact on contact_case (contact_id, created_at desc);

-- One row an interaction; `state` is core's union, its name and owner pulled out for the indexes.
create table interaction (
  id text primary key,
  case_id text not null references contact_case (id),
  contact_id text not null references contact (id),
  account_id text not null references configuration (id),
  queue_id text not null references configuration (id),
  channel text not null,
  direction text not null,
  -- The customer's name on the account (CustomerSocket user, phone number …).
  external_user text not null,
  priority integer not null,
  required_skills jsonb not null default '[]',
  preferred_agent_id text,
  -- How many messages this customer's earlier interactions hold: their own sequence number is this plus the position.
  seq_offset integer not null default 0,
  place_at bigint not null,
  state jsonb not null,
  state_name text not null generated always as (state ->> 'name') stored,
  owner_id text generated always as (case when state ->> 'name' in ('draft', 'active', 'parked', 'ended') then state ->> 'agentId' end) stored,
  declines jsonb not null default '[]',
  disposition_id text,
  offer_why jsonb,
  -- ConversationSummary (core/interaction/summary.ts)
  message_count integer not null default 0,
  unread integer not null default 0,
  last_message jsonb,
  customer_waiting_since bigint,
  started_at bigint not null,
  ended_at bigint,
  closed_at bigint,
  last_owner_id text,
  version integer not null default 1
);
create index interaction_open on interaction (state_name) where state_name <> 'closed';
create index interaction_owner on interaction (owner_id) where owner_id is not null;
create index interaction_contact on interaction (contact_id, started_at desc);
create index interaction_customer on interaction (account_id, external_user, started_at desc);
create unique index interaction_customer_open on interaction (account_id, external_user) where state_name not in ('ended', 'closed') and channel = 'web-chat';

create table file (
  id text primary key,
  name text not null,
  mime text not null,
  size_bytes bigint not null,
  width integer,
  height integer,
  sha256 text not null,
  -- Who brought it: an agent, or a customer's name on an account. Until a message takes it only that side may use it.
  agent_id text,
  account_id text,
  external_user text,
  interaction_id text references interaction (id),
  created_at bigint not null
);
create index file_unused on file (created_at) where interaction_id is null;

create table message (
  id text primary key,
  interaction_id text not null references interaction (id),
  -- 1, 2, 3 … without gaps, given under the interaction's row lock.
  position integer not null,
  direction text not null,
  author_agent_id text,
  author_name text,
  text text not null,
  note jsonb,
  files jsonb not null default '[]',
  state text not null,
  reason text,
  state_at bigint not null,
  account_id text not null,
  external_user text not null,
  -- The provider's id of an incoming message.
  external_id text,
  -- The agent page's key of an outgoing one.
  client_id text,
  at bigint not null
);
create unique index message_position on message (interaction_id, position);
create unique index message_external on message (account_id, external_user, external_id) where external_id is not null;
create unique index message_client on message (interaction_id, client_id) where client_id is not null;
create index message_customer on message (account_id, external_user, at);

-- The one log. (xid, seq) below the oldest running transaction is a place without gaps; seq alone is not (it is handed out before commit).
create table event (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity,
  at bigint not null,
  type text not null,
  interaction_id text,
  agent_id text,
  -- Who it concerns: { agents: [...], queues: [...], everyone: bool }
  audience jsonb not null,
  body jsonb not null,
  primary key (xid, seq)
);
create index event_interaction on event (interaction_id, xid, seq) where interaction_id is not null;
create index event_at on event (at);

-- Effects to be carried out after commit, at least once.
create table outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  -- What the other side needs to see a repetition for what it is.
  key text not null unique,
  -- Acts with the same lane go one after another, in order.
  lane text not null,
  body jsonb not null,
  attempts integer not null default 0,
  due_at bigint not null,
  claimed_by text,
  claimed_until bigint,
  created_at bigint not null
);
create index outbox_due on outbox (due_at, id);
create index outbox_lane on outbox (lane, id);

-- Alarms with an exact time; ringing one puts its event to its subject.
create table timer (
  key text primary key,
  due_at bigint not null,
  kind text not null,
  subject_id text not null,
  body jsonb not null
);
create index timer_due on timer (due_at);

-- Who decides: the node that holds an advisory lock, with a fence that grows each time it changes hands.
create table lease (
  name text primary key,
  node_id text not null,
  fence bigint not null,
  taken_at bigint not null
);

-- Small things the server itself remembers (the setup code's hash, whether the demo was filled).
create table memo (
  key text primary key,
  value jsonb not null,
  updated_at bigint not null
);
