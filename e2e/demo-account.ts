import path from 'node:path'
import pg from 'pg'
import { superuser } from '#server/store/embedded/cluster.ts'

/** Puts the demo shop's widget on this account, as filling the demo centre does. */
export async function putDemoShop(dataDir: string, accountId: string): Promise<void> {
  const client = new pg.Client({
    host: path.join(dataDir, 'postgres', 'socket'),
    user: superuser,
    database: 'atiende',
  })
  await client.connect()
  await client.query(
    `insert into memo (key, value, updated_at) values ('demo-account', to_jsonb($1::text), 0)
     on conflict (key) do update set value = excluded.value`,
    [accountId],
  )
  await client.end()
}
