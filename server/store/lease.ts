/**
 * Who decides. The holder has a session-level advisory lock on a connection of its own, which the database frees the moment that
 * connection is gone; the fence grows each time, and what the holder writes is checked against it.
 */
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

const raiseFence = statement<{ fence: number }, [name: string, nodeId: string, at: number]>(
  'lease.raise',
  `insert into lease (name, node_id, fence, taken_at) values ($1, $2, 1, $3)
   on conflict (name) do update set node_id = $2, fence = lease.fence + 1, taken_at = $3 returning fence`,
)
const readFence = statement<{ fence: number }, [name: string]>(
  'lease.read',
  'select fence from lease where name = $1 for share',
)

export async function takeFence(on: Queryable, name: string, nodeId: string, at: number): Promise<number> {
  const [row] = await on.query(raiseFence, [name, nodeId, at])
  if (!row) throw new Error('The lease could not be written.')
  return row.fence
}

export async function isFenceCurrent(on: Queryable, name: string, fence: number): Promise<boolean> {
  const [row] = await on.query(readFence, [name])
  return row?.fence === fence
}
