import { z } from 'zod'

/** People who work together, whatever queues they serve. Members are in the agents (`agent.teamIds`). */
export const team = z.object({ name: z.string().trim().min(1).max(80) })
export type Team = z.infer<typeof team>
