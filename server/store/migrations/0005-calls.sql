-- Calls (core/call): who takes part in one and where, beside its voice interaction. Without an interaction it is between colleagues.

create table call (
  id text primary key,
  interaction_id text unique references interaction,
  body jsonb not null,
  is_open boolean not null generated always as (body -> 'state' ->> 'name' = 'open') stored,
  -- The recording that runs now or ran last.
  recording_id text,
  -- [{at, what, agentId}]: what the player of a recording shows (protocol/recording.ts), instants in epoch ms.
  marks jsonb not null default '[]',
  -- {partyId: {kind, agentId}} of everybody who has ever been in it: whose voice is on which track.
  speakers jsonb not null default '{}',
  started_at bigint not null,
  -- Since when somebody has talked with the customer.
  answered_at bigint,
  ended_at bigint,
  version integer not null default 1
);
create index call_open on call (id) where is_open;

create table recording (
  id text primary key,
  call_id text not null references call,
  interaction_id text references interaction,
  -- running, ready, lost, expired
  state text not null,
  started_at bigint not null,
  duration_ms bigint not null default 0,
  -- [{partyId, kind: customer|agent, agentId, file, sizeBytes}]; `file` is below the folder of recordings.
  tracks jsonb not null default '[]'
);
create index recording_interaction on recording (interaction_id);
create index recording_call on recording (call_id);
create index recording_kept on recording (started_at) where state in ('ready', 'lost');

-- Music that was brought in for queues; the queue's configuration (voice.musicFileId) says which one it has. The bytes are below the folder of music, by id.
create table queue_music (
  id text primary key,
  -- For which it was brought in, and by whom.
  queue_id text not null,
  agent_id text not null,
  size_bytes bigint not null,
  duration_ms bigint not null,
  created_at bigint not null
);

-- Parked calls are found by their slot; no two have the same.
create unique index interaction_slot on interaction ((state ->> 'slot')) where state_name = 'parked';

-- Two of one customer at once: a chat, or a call, not two of either.
drop index interaction_customer_open;
create unique index interaction_customer_open on interaction (account_id, external_user)
  where state_name not in ('ended', 'closed') and channel in ('web-chat', 'voice');

-- P19: an agent's state names the calls of others that the agent takes part in.
update presence set body = body || '{"calls": []}';
