/** The double's HTTP routes. Each answers a body or a refusal; `server.ts` puts it on the wire. */
import type { IncomingMessage } from 'node:http'
import type { AgentId, DispositionId, InteractionId, OfferId, QueueId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import { isRefusal, refuse } from '#core/step.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { newMessage, type FileView } from '#protocol/message.ts'
import { setup } from '#protocol/session.ts'
import { preferences, type Preferences } from '#protocol/workspace.ts'
import { answerState, asColleague } from './agent-state.ts'
import { answerCase } from './case.ts'
import { answerCalls } from './call-routes.ts'
import type { Centre } from './centre.ts'
import { quoteFrom, searchIn } from './conversation.ts'
import { answerContacts } from './contacts.ts'
import { answerDrafts, draftsOf } from './drafts.ts'
import { answerPush } from './push.ts'
import { people, queues, workspaceParts } from './configuration.ts'
import { listPage } from './lists.ts'
import { answerRecordings } from './recording.ts'
import { library, takeResponseFiles } from './responses.ts'
import { tagInteraction, tagsOf } from './tags.ts'

export type Session = {
  readonly centre: Centre
  needsSetup: boolean
  readonly preferences: Map<AgentId, Preferences>
  /** Everything the page asked, for tests that look at what left it. */
  readonly asked: unknown[]
}

export type Reply = {
  readonly status?: number
  readonly body?: object
  readonly bytes?: Buffer
  readonly mime?: string
  readonly cookie?: string
}

type Json = Readonly<Record<string, unknown>>

export async function answerApi(
  session: Session,
  request: IncomingMessage,
  url: URL,
  agentId: AgentId | null,
): Promise<Reply> {
  const path = url.pathname.replace('/api/v1/', '')
  const isFile = path === 'files'
  const bytes = await bodyOf(request)
  const body = isFile || bytes.length === 0 ? {} : (JSON.parse(bytes.toString()) as Json)
  session.asked.push({ method: request.method, path, body })

  if (path === 'setup')
    return request.method === 'GET' ? { body: { needed: session.needsSetup } } : setUp(session, body)
  if (path === 'auth/sign-in/email') return signIn(body)
  if (path === 'auth/sign-out') return { body: { success: true }, cookie: 'out' }
  if (path === 'auth/get-session')
    return { body: agentId ? { user: { id: agentId } } : (null as unknown as object) }
  if (!agentId) return { body: refuse('not-signed-in') }
  if (isFile) return await keepFile(session.centre, request, bytes)
  if (path.startsWith('me/push'))
    return answerPush(session.centre, agentId, request.method ?? '', path.split('/').slice(3), body)
  const ofCase = answerCase(session.centre, agentId, { method: request.method, path, body })
  if (ofCase) return { body: ofCase }
  if (path === 'calls' || path.startsWith('calls/'))
    return await answerCalls(session.centre, agentId, { path, body, query: url.searchParams })
  const drafts = answerDrafts(session.centre, agentId, { method: request.method, path, body })
  if (drafts) return { body: drafts }
  const recordings = await answerRecordings(session.centre, agentId, path, url.searchParams)
  if (recordings) return recordings
  return signedIn(session, agentId, path, url, body)
}

function setUp(session: Session, body: Json): Reply {
  const form = setup.safeParse(body)
  if (!form.success) return { body: refuse('invalid-request', { problem: 'form' }) }
  if (form.data.code !== 'ABC-123') return { body: refuse('setup-code-wrong') }
  session.needsSetup = false
  return { body: {}, cookie: people[0]?.id ?? '' }
}

function signIn({ email, password }: Json): Reply {
  const found = people.find((one) => one.email === email && one.password === password)
  if (found) return { body: { user: { id: found.id } }, cookie: found.id }
  return { status: 401, body: { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' } }
}

function signedIn(
  { centre, preferences: kept }: Session,
  agentId: AgentId,
  path: string,
  url: URL,
  body: Json,
): Reply {
  const mine = kept.get(agentId) ?? { language: 'es' }
  if (path === 'workspace') {
    const agents = people.map((one) => asColleague(centre, one))
    const me = agents.find(({ id }) => id === agentId)
    return {
      body: {
        at: Date.now(),
        ...workspaceParts,
        tags: tagsOf(centre),
        agents,
        queues,
        agent: { ...me, preferences: mine },
      },
    }
  }
  if (path === 'me/preferences') {
    const changes = preferences.parse(body)
    const saved = { ...mine, ...changes, language: changes.language ?? mine.language }
    kept.set(agentId, saved)
    centre.append(
      { type: 'preferences-changed', at: Date.now(), preferences: saved },
      (who) => who === agentId,
    )
    return { body: saved }
  }
  if (path === 'workspace/responses') return { body: library }
  const state = answerState(path, { centre, agentId, body })
  if (state) return state
  const [kind, id = '', what = ''] = path.split('/')
  if (kind === 'contacts') return { body: answerContacts(centre, id, url.searchParams) }
  if (kind === 'files') {
    const file = centre.files.get(id)
    return file ? { bytes: file.bytes, mime: file.view.mime } : { body: refuse('not-found') }
  }
  if (path === 'interactions') return { body: listPage(centre, agentId, url.searchParams) }
  if (what === 'tags') return { body: tagInteraction(centre, agentId, id as InteractionId, body) }
  if (kind === 'interactions') return interaction(centre, agentId, id as InteractionId, what, url, body)
  return { body: refuse('not-found') }
}

function interaction(
  centre: Centre,
  agentId: AgentId,
  id: InteractionId,
  what: string,
  url: URL,
  body: Json,
): Reply {
  const view = centre.interactions.get(id)
  if (!view) return { body: refuse('not-found') }
  if (what === 'response-files') return takeResponseFiles(centre, body['responseId'])
  if (what === '') return { body: { interaction: view } }
  if (what === 'read') return { body: { interaction: centre.read(id) } }
  if (what === 'messages' && 'clientId' in body) {
    const message = newMessage.parse(body)
    const quote = quoteFrom(centre, id, message.quotedMessageId)
    draftsOf(centre).said(agentId, id, message.draftRevision)
    const said = centre.say(agentId, id, message.clientId, message.text, message.fileIds, quote)
    return { body: isRefusal(said) ? said : { message: said } }
  }
  if (what === 'search') return { body: searchIn(centre, id, url.searchParams) }
  if (what === 'messages') return { body: page(centre, id, url.searchParams) }
  const event = eventOf(what, agentId, view, body)
  if (!event) return { body: refuse('not-found') }
  const after = centre.act(agentId, id, event)
  return { body: isRefusal(after) ? after : { interaction: after } }
}

function eventOf(
  what: string,
  agentId: AgentId,
  { queueId, state }: InteractionView,
  body: Json,
): InteractionEvent | null {
  const policy = queues.find(({ id }) => id === queueId)?.dispositionPolicy ?? 'optional'
  const isStored = state.name === 'stored'
  const events: Readonly<Record<string, InteractionEvent>> = {
    accept: { type: 'accepted', offerId: body['offerId'] as OfferId, agentId },
    reject: { type: 'rejected', offerId: body['offerId'] as OfferId, agentId },
    take: { type: isStored ? 'taken' : 'pulled', agentId },
    assign: { type: 'assigned', agentId: body['agentId'] as AgentId },
    return: { type: 'returned' },
    transfer: { type: 'transferred', queueId: body['queueId'] as QueueId },
    end: { type: 'ended', by: 'agent' },
    disposition: { type: 'disposed', dispositionId: body['dispositionId'] as DispositionId | null, policy },
    close: { type: 'closed', policy },
  }
  return events[what] ?? null
}

function page(centre: Centre, id: InteractionId, query: URLSearchParams): object {
  const all = centre.messages.get(id) ?? []
  const limit = 60
  const number = (name: string): number | null => (query.has(name) ? Number(query.get(name)) : null)
  const [before, after, at] = [number('before'), number('after'), number('at')]
  let from = Math.max(0, all.length - limit)
  let to = all.length
  if (before !== null) {
    to = before - 1
    from = Math.max(0, to - limit)
  } else if (after !== null) {
    from = after
    to = Math.min(all.length, from + limit)
  } else if (at !== null) {
    const first = all.findIndex((message) => message.at >= at)
    from = first === -1 ? from : first
    to = Math.min(all.length, from + limit)
  }
  return { messages: all.slice(from, to), hasOlder: from > 0, hasNewer: to < all.length }
}

async function keepFile(centre: Centre, request: IncomingMessage, bytes: Buffer): Promise<Reply> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData()
  const file = form.get('file')
  if (!(file instanceof File)) return { body: refuse('invalid-request', { problem: 'file' }) }
  if (file.name.endsWith('.exe')) return { body: refuse('file-refused', { kind: 'exe' }) }
  const view: FileView = {
    id: centre.id('fil'),
    name: file.name,
    mime: file.type || 'application/octet-stream',
    sizeBytes: file.size,
  }
  centre.files.set(view.id, { view, bytes: Buffer.from(await file.arrayBuffer()) })
  return { body: { file: view } }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
