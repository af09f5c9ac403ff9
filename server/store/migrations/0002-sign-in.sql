-- What the sign-in library keeps (its names in our spelling; `auth.ts` maps them). A user is an agent: same id, made and changed with the agent.
-- Instants are timestamptz here because the library reads and writes dates.

create table auth_user (
  id text primary key references configuration (id),
  name text not null,
  -- Always in small letters: that is how the library looks for it.
  email text not null unique,
  -- Agents are made by administrators, who vouch for the address.
  email_verified boolean not null default true,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth_session (
  id text primary key,
  token text not null unique,
  user_id text not null references auth_user (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_session_user on auth_session (user_id);
create index auth_session_expiry on auth_session (expires_at);

-- How a user proves who they are: `credential` is a password (hashed), others are identity providers.
create table auth_account (
  id text primary key,
  user_id text not null references auth_user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index auth_account_provider on auth_account (provider_id, account_id);
create index auth_account_user on auth_account (user_id);

-- What is valid once and for a while: one-time links (hashed), second-factor steps.
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);
create index auth_verification_expiry on auth_verification (expires_at);

create table auth_two_factor (
  id text primary key,
  user_id text not null references auth_user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index auth_two_factor_user on auth_two_factor (user_id);
create index auth_two_factor_secret on auth_two_factor (secret);
