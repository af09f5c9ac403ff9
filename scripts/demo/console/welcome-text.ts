/** What the console says when the demo is ready: where to go, as whom, and how to stop. */
import { isRefusal } from '#core/step.ts'
import type { Config } from '#server/config.ts'
import type { RunningServer } from '#server/server.ts'
import path from 'node:path'
import { emailOf, people, personKeys } from '../centre/people.ts'

export type Life = { readonly visitors: number; readonly robots: readonly string[] }

async function signInLines({ context, signIn }: RunningServer, address: string): Promise<string[]> {
  const lines: string[] = []
  for (const key of personKeys) {
    const agent = context.configuration.agents().find(({ email }) => email === emailOf(key))
    const link = agent && (await signIn.createLink(agent.id, address))
    if (link && !isRefusal(link))
      lines.push(`  ${agent.name.padEnd(22)} ${agent.role.padEnd(14)} ${link.url}`)
  }
  return lines
}

function lifeLines({ visitors, robots }: Life): string[] {
  if (robots.length === 0)
    return [
      `Some ${visitors} visitors wait in the chats and answer whoever serves them. For a shop full of people:`,
      '  npm run demo -- --visitors 20',
    ]
  const kept = personKeys.filter((key) => people[key].isKeptForPeople).map((key) => people[key].name)
  return [
    `${visitors} visitors come and go. Robots answer as ${robots.join(', ')};`,
    `sign in as one of them and that robot steps aside. ${kept.join(' and ')} are left to you.`,
  ]
}

export async function welcomeText(
  server: RunningServer,
  config: Pick<Config, 'publicUrl' | 'dataDir' | 'databaseUrl'>,
  life: Life,
): Promise<string> {
  const address = config.publicUrl ?? `http://localhost:${server.port}`
  const folder = path.relative(process.cwd(), config.dataDir) || '.'
  const place = config.databaseUrl === null ? folder : `${folder} and empty its database`
  return [
    '',
    `The demo is ready: ${address}`,
    '',
    'Sign in as (each link opens once; there are new ones at each start):',
    ...(await signInLines(server, address)),
    '',
    `The shop with the chat:  ${address}/demo`,
    `The API:                 ${address}/api/docs`,
    '',
    ...lifeLines(life),
    '',
    `Stop with Ctrl-C. To begin anew, remove ${place}.`,
    '',
    '',
  ].join('\n')
}
