-- The schema after all migrations, for reading. Written by scripts/schema-dump.ts and compared by a test: do not edit.

set check_function_bodies = off;

-- Functions

CREATE OR REPLACE FUNCTION public.address_words(kind text, value text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE kind WHEN 'phone'::text THEN (SELECT array_to_tsvector(COALESCE(array_agg(substr(number.digits, start.start)), '{}'::text[])) AS array_to_tsvector FROM (SELECT regexp_replace(address_words.value, '\D'::text, ''::text, 'g'::text) AS digits) number, LATERAL generate_series(1, (length(number.digits) - 2)) start(start)) ELSE array_to_tsvector(array_remove(array_append(regexp_split_to_array(lower(value), '[^[:alnum:]]+'::text), lower(value)), ''::text)) END
;

CREATE OR REPLACE FUNCTION public.case_data_now(wanted text)
 RETURNS jsonb
 LANGUAGE sql
 STRICT
RETURN (SELECT contact_case.data FROM contact_case WHERE (contact_case.id = case_data_now.wanted))
;

CREATE OR REPLACE FUNCTION public.name_words(name text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN array_to_tsvector(array_remove(regexp_split_to_array(lower(regexp_replace(NORMALIZE(name, NFD), '[\u0300-\u036f]'::text, ''::text, 'g'::text)), '[^[:alnum:]]+'::text), ''::text))
;

-- Tables

create table address (
  id text not null,
  contact_id text not null,
  kind text not null,
  account_id text,
  value text not null,
  normalised text not null,
  created_at bigint not null,
  constraint address_pkey PRIMARY KEY (id)
);

create table agent_page (
  session_id text not null,
  door_id text not null,
  agent_id text not null,
  seen_at bigint not null,
  constraint agent_page_pkey PRIMARY KEY (session_id, door_id)
);

create table agent_preference (
  agent_id text not null,
  body jsonb not null,
  updated_at bigint not null,
  constraint agent_preference_pkey PRIMARY KEY (agent_id)
);

create table audit (
  id bigint not null generated always as identity,
  at bigint not null,
  actor_id text,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  constraint audit_pkey PRIMARY KEY (id)
);

create table auth_account (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_account_pkey PRIMARY KEY (id)
);

create table auth_session (
  id text not null,
  token text not null,
  user_id text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_session_pkey PRIMARY KEY (id),
  constraint auth_session_token_key UNIQUE (token)
);

create table auth_two_factor (
  id text not null,
  user_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamp with time zone,
  constraint auth_two_factor_pkey PRIMARY KEY (id)
);

create table auth_user (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default true,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_user_pkey PRIMARY KEY (id),
  constraint auth_user_email_key UNIQUE (email)
);

create table auth_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_verification_pkey PRIMARY KEY (id)
);

create table call (
  id text not null,
  interaction_id text,
  body jsonb not null,
  is_open boolean not null generated always as ((((body -> 'state'::text) ->> 'name'::text) = 'open'::text)) stored,
  recording_id text,
  marks jsonb not null default '[]'::jsonb,
  speakers jsonb not null default '{}'::jsonb,
  started_at bigint not null,
  answered_at bigint,
  ended_at bigint,
  version integer not null default 1,
  constraint call_pkey PRIMARY KEY (id),
  constraint call_interaction_id_key UNIQUE (interaction_id)
);

create table case_change (
  id bigint not null generated always as identity,
  case_id text not null,
  interaction_id text,
  agent_id text,
  key text not null,
  before jsonb not null,
  after jsonb not null,
  at bigint not null,
  constraint case_change_pkey PRIMARY KEY (id)
);

create table configuration (
  id text not null,
  kind text not null,
  body jsonb not null,
  version integer not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  archived_at bigint,
  constraint configuration_pkey PRIMARY KEY (id)
);

create table contact (
  id text not null,
  name text not null,
  language text,
  attributes jsonb not null default '{}'::jsonb,
  created_at bigint not null,
  version integer not null default 1,
  constraint contact_pkey PRIMARY KEY (id)
);

create table contact_case (
  id text not null,
  contact_id text not null,
  data jsonb not null default '{}'::jsonb,
  created_at bigint not null,
  version integer not null default 1,
  constraint contact_case_pkey PRIMARY KEY (id)
);

create table draft (
  interaction_id text not null,
  kind text not null,
  agent_id text not null,
  revision integer not null,
  text text not null,
  file_ids text[] not null default '{}'::text[],
  quote jsonb,
  put_away_by text[] not null default '{}'::text[],
  updated_at bigint not null,
  constraint draft_pkey PRIMARY KEY (interaction_id, kind, agent_id),
  constraint draft_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);

create table event (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity,
  at bigint not null,
  type text not null,
  interaction_id text,
  agent_id text,
  audience jsonb not null,
  body jsonb not null,
  constraint event_pkey PRIMARY KEY (xid, seq)
);

create table file (
  id text not null,
  name text not null,
  mime text not null,
  size_bytes bigint not null,
  width integer,
  height integer,
  sha256 text not null,
  agent_id text,
  account_id text,
  external_user text,
  interaction_id text,
  created_at bigint not null,
  response_id text,
  constraint file_pkey PRIMARY KEY (id)
);

create table interaction (
  id text not null,
  case_id text not null,
  contact_id text not null,
  account_id text not null,
  queue_id text not null,
  channel text not null,
  direction text not null,
  external_user text not null,
  priority integer not null,
  required_skills jsonb not null default '[]'::jsonb,
  preferred_agent_id text,
  seq_offset integer not null default 0,
  place_at bigint not null,
  state jsonb not null,
  state_name text not null generated always as ((state ->> 'name'::text)) stored,
  owner_id text generated always as (
CASE
    WHEN ((state ->> 'name'::text) = ANY (ARRAY['draft'::text, 'active'::text, 'parked'::text, 'ended'::text])) THEN (state ->> 'agentId'::text)
    ELSE NULL::text
END) stored,
  declines jsonb not null default '[]'::jsonb,
  disposition_id text,
  offer_why jsonb,
  message_count integer not null default 0,
  unread integer not null default 0,
  last_message jsonb,
  customer_waiting_since bigint,
  started_at bigint not null,
  ended_at bigint,
  closed_at bigint,
  last_owner_id text,
  version integer not null default 1,
  unread_from integer,
  tag_ids text[] not null default '{}'::text[],
  past_owner_ids text[] not null default '{}'::text[],
  note jsonb,
  constraint interaction_pkey PRIMARY KEY (id)
);

create table lease (
  name text not null,
  node_id text not null,
  fence bigint not null,
  taken_at bigint not null,
  constraint lease_pkey PRIMARY KEY (name)
);

create table memo (
  key text not null,
  value jsonb not null,
  updated_at bigint not null,
  constraint memo_pkey PRIMARY KEY (key)
);

create table message (
  id text not null,
  interaction_id text not null,
  "position" integer not null,
  direction text not null,
  author_agent_id text,
  author_name text,
  text text not null,
  note jsonb,
  files jsonb not null default '[]'::jsonb,
  state text not null,
  reason text,
  state_at bigint not null,
  account_id text not null,
  external_user text not null,
  external_id text,
  client_id text,
  at bigint not null,
  quote jsonb,
  constraint message_pkey PRIMARY KEY (id)
);

create table migration (
  number integer not null,
  name text not null,
  hash text not null,
  applied_at bigint not null default ((EXTRACT(epoch FROM clock_timestamp()) * (1000)::numeric))::bigint,
  constraint migration_pkey PRIMARY KEY (number)
);

create table note_version (
  interaction_id text not null,
  version integer not null,
  agent_id text not null,
  text text not null,
  at bigint not null,
  constraint note_version_pkey PRIMARY KEY (interaction_id, version)
);

create table outbox (
  id bigint not null generated always as identity,
  kind text not null,
  key text not null,
  lane text not null,
  body jsonb not null,
  attempts integer not null default 0,
  due_at bigint not null,
  claimed_by text,
  claimed_until bigint,
  created_at bigint not null,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_key_key UNIQUE (key)
);

create table presence (
  agent_id text not null,
  body jsonb not null,
  version integer not null default 1,
  seen_at bigint not null,
  constraint presence_pkey PRIMARY KEY (agent_id)
);

create table push_subscription (
  id text not null,
  endpoint text not null,
  agent_id text not null,
  session_id text not null,
  p256dh text not null,
  auth text not null,
  device text not null,
  created_at bigint not null,
  constraint push_subscription_pkey PRIMARY KEY (id),
  constraint push_subscription_endpoint_key UNIQUE (endpoint)
);

create table queue_music (
  id text not null,
  queue_id text not null,
  agent_id text not null,
  size_bytes bigint not null,
  duration_ms bigint not null,
  created_at bigint not null,
  constraint queue_music_pkey PRIMARY KEY (id)
);

create table recording (
  id text not null,
  call_id text not null,
  interaction_id text,
  state text not null,
  started_at bigint not null,
  duration_ms bigint not null default 0,
  tracks jsonb not null default '[]'::jsonb,
  constraint recording_pkey PRIMARY KEY (id)
);

create table timer (
  key text not null,
  due_at bigint not null,
  kind text not null,
  subject_id text not null,
  body jsonb not null,
  constraint timer_pkey PRIMARY KEY (key)
);

-- Foreign keys

alter table address add constraint address_account_id_fkey FOREIGN KEY (account_id) REFERENCES configuration(id);

alter table address add constraint address_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id);

alter table agent_preference add constraint agent_preference_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES configuration(id);

alter table auth_account add constraint auth_account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE;

alter table auth_session add constraint auth_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE;

alter table auth_two_factor add constraint auth_two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE;

alter table auth_user add constraint auth_user_id_fkey FOREIGN KEY (id) REFERENCES configuration(id);

alter table call add constraint call_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id);

alter table case_change add constraint case_change_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES configuration(id);

alter table case_change add constraint case_change_case_id_fkey FOREIGN KEY (case_id) REFERENCES contact_case(id);

alter table case_change add constraint case_change_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id);

alter table contact_case add constraint contact_case_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id);

alter table draft add constraint draft_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES configuration(id);

alter table draft add constraint draft_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id);

alter table file add constraint file_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id);

alter table file add constraint file_response_id_fkey FOREIGN KEY (response_id) REFERENCES configuration(id);

alter table interaction add constraint interaction_account_id_fkey FOREIGN KEY (account_id) REFERENCES configuration(id);

alter table interaction add constraint interaction_case_id_fkey FOREIGN KEY (case_id) REFERENCES contact_case(id);

alter table interaction add constraint interaction_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id);

alter table interaction add constraint interaction_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES configuration(id);

alter table message add constraint message_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id);

alter table note_version add constraint note_version_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES configuration(id);

alter table note_version add constraint note_version_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id);

alter table presence add constraint presence_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES configuration(id);

alter table push_subscription add constraint push_subscription_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES configuration(id);

alter table push_subscription add constraint push_subscription_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth_session(id) ON DELETE CASCADE;

alter table recording add constraint recording_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id);

alter table recording add constraint recording_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id);

-- Indexes

CREATE INDEX address_contact ON public.address USING btree (contact_id);

CREATE UNIQUE INDEX address_global ON public.address USING btree (kind, normalised) WHERE (account_id IS NULL);

CREATE UNIQUE INDEX address_of_account ON public.address USING btree (account_id, normalised) WHERE (account_id IS NOT NULL);

CREATE INDEX address_words ON public.address USING gin (address_words(kind, normalised)) WHERE (kind <> 'web-chat'::text);

CREATE INDEX agent_page_agent ON public.agent_page USING btree (agent_id);

CREATE INDEX audit_actor ON public.audit USING btree (actor_id, id DESC);

CREATE INDEX audit_subject ON public.audit USING btree (subject_id, id DESC);

CREATE UNIQUE INDEX auth_account_provider ON public.auth_account USING btree (provider_id, account_id);

CREATE INDEX auth_account_user ON public.auth_account USING btree (user_id);

CREATE INDEX auth_session_expiry ON public.auth_session USING btree (expires_at);

CREATE INDEX auth_session_user ON public.auth_session USING btree (user_id);

CREATE INDEX auth_two_factor_secret ON public.auth_two_factor USING btree (secret);

CREATE INDEX auth_two_factor_user ON public.auth_two_factor USING btree (user_id);

CREATE INDEX auth_verification_expiry ON public.auth_verification USING btree (expires_at);

CREATE INDEX auth_verification_identifier ON public.auth_verification USING btree (identifier);

CREATE INDEX call_open ON public.call USING btree (id) WHERE is_open;

CREATE INDEX case_change_case ON public.case_change USING btree (case_id, id DESC);

CREATE UNIQUE INDEX configuration_agent_email ON public.configuration USING btree (lower((body ->> 'email'::text))) WHERE (kind = 'agent'::text);

CREATE UNIQUE INDEX configuration_case_field_key ON public.configuration USING btree (((body ->> 'key'::text))) WHERE ((kind = 'case-field'::text) AND (archived_at IS NULL));

CREATE INDEX configuration_kind ON public.configuration USING btree (kind);

CREATE UNIQUE INDEX configuration_tag_name ON public.configuration USING btree (lower(regexp_replace(NORMALIZE((body ->> 'name'::text), NFD), '[\u0300-\u036f]'::text, ''::text, 'g'::text))) WHERE ((kind = 'tag'::text) AND (archived_at IS NULL));

CREATE INDEX contact_words ON public.contact USING gin (name_words(name));

CREATE INDEX contact_case_contact ON public.contact_case USING btree (contact_id, created_at DESC);

CREATE INDEX draft_agent ON public.draft USING btree (agent_id) WHERE ((text <> ''::text) OR (file_ids <> '{}'::text[]));

CREATE INDEX draft_files ON public.draft USING gin (file_ids) WHERE (file_ids <> '{}'::text[]);

CREATE INDEX event_at ON public.event USING btree (at);

CREATE INDEX event_interaction ON public.event USING btree (interaction_id, xid, seq) WHERE (interaction_id IS NOT NULL);

CREATE INDEX file_content ON public.file USING btree (sha256);

CREATE INDEX file_response ON public.file USING btree (response_id) WHERE (response_id IS NOT NULL);

CREATE INDEX file_unused ON public.file USING btree (created_at) WHERE (interaction_id IS NULL);

CREATE INDEX interaction_contact ON public.interaction USING btree (contact_id, started_at DESC);

CREATE INDEX interaction_customer ON public.interaction USING btree (account_id, external_user, started_at DESC);

CREATE UNIQUE INDEX interaction_customer_open ON public.interaction USING btree (account_id, external_user) WHERE ((state_name <> ALL (ARRAY['ended'::text, 'closed'::text])) AND (channel = ANY (ARRAY['web-chat'::text, 'voice'::text])));

CREATE INDEX interaction_open ON public.interaction USING btree (state_name) WHERE (state_name <> 'closed'::text);

CREATE INDEX interaction_open_case ON public.interaction USING btree (case_id, id) WHERE (state_name <> 'closed'::text);

CREATE INDEX interaction_owner ON public.interaction USING btree (owner_id) WHERE (owner_id IS NOT NULL);

CREATE INDEX interaction_place ON public.interaction USING btree (place_at, id) WHERE (state_name <> 'closed'::text);

CREATE INDEX interaction_queue_place ON public.interaction USING btree (queue_id, place_at, id) WHERE (state_name = ANY (ARRAY['waiting'::text, 'offered'::text]));

CREATE UNIQUE INDEX interaction_slot ON public.interaction USING btree (((state ->> 'slot'::text))) WHERE (state_name = 'parked'::text);

CREATE UNIQUE INDEX message_client ON public.message USING btree (interaction_id, client_id) WHERE (client_id IS NOT NULL);

CREATE INDEX message_customer ON public.message USING btree (account_id, external_user, at);

CREATE UNIQUE INDEX message_external ON public.message USING btree (account_id, external_user, external_id) WHERE (external_id IS NOT NULL);

CREATE UNIQUE INDEX message_position ON public.message USING btree (interaction_id, "position");

CREATE INDEX outbox_due ON public.outbox USING btree (due_at, id);

CREATE INDEX outbox_lane ON public.outbox USING btree (lane, id);

CREATE INDEX push_subscription_agent ON public.push_subscription USING btree (agent_id);

CREATE INDEX push_subscription_session ON public.push_subscription USING btree (session_id);

CREATE INDEX recording_call ON public.recording USING btree (call_id);

CREATE INDEX recording_interaction ON public.recording USING btree (interaction_id);

CREATE INDEX recording_kept ON public.recording USING btree (started_at) WHERE (state = ANY (ARRAY['ready'::text, 'lost'::text]));

CREATE INDEX timer_due ON public.timer USING btree (due_at);
