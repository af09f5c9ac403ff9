/**
 * One server, whole: the database (embedded or given), the centre on it, and the doors in front. Used by `main.ts`, by the demo and by tests.
 * What starts later may use what started before; it is all ended in the reverse order, the database last.
 */
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { webCall } from '#channels/webcall/web-call.ts'
import { webChat } from '#channels/webchat/web-chat.ts'
import type { AgentId } from '#core/id.ts'
import type { Logger } from 'pino'
import { deviceSignedOut } from './act/presence-acts.ts'
import { openCentre, type Centre } from './centre.ts'
import type { Config } from './config.ts'
import { settingsOfAccount } from './configuration/channel-account-settings.ts'
import type { ConfigurationContext } from './configuration/configuration-context.ts'
import { configurationRoutes } from './configuration/configuration-routes.ts'
import { openConfiguration } from './configuration/configuration.ts'
import { createSecretBox } from './configuration/secret-box.ts'
import { newId } from './context.ts'
import { createFileKeeper } from './file/file-keeper.ts'
import { createCallerOf } from './http/caller.ts'
import { conversationRoutes } from './http/conversation-routes.ts'
import { createHttp } from './http/create-http.ts'
import { descriptionRoutes } from './http/description-routes.ts'
import { fileRoutes } from './http/file-route.ts'
import { draftRoutes } from './http/draft-routes.ts'
import { healthDoor } from './http/health-door.ts'
import { hookDoor } from './http/hook-door.ts'
import { contactRoutes } from './http/contact-routes.ts'
import { caseRoutes } from './http/case-routes.ts'
import { tagRoutes } from './http/tag-routes.ts'
import { responseRoutes } from './http/response-routes.ts'
import { callRoutes } from './http/call-routes.ts'
import { stateRoutes } from './http/state-routes.ts'
import { interactionRoutes } from './http/interaction-route.ts'
import { musicRoutes } from './http/music-routes.ts'
import { pushRoutes } from './http/push-routes.ts'
import { recordingRoutes } from './http/recording-routes.ts'
import { demoDoor, widgetDoor, workspaceDoor } from './http/page-door.ts'
import { checkKey, readKeyFile } from './key-file.ts'
import { followUpgrades, hangUp, listen } from './listen.ts'
import { openCustomerDoor } from './live/customer-door.ts'
import { draftNews } from './live/draft-news.ts'
import { openLiveDoor } from './live/live-door.ts'
import { createOutbound } from './net/outbound.ts'
import { createLog } from './observe/log.ts'
import { createMetrics } from './observe/metrics.ts'
import { readPushKey } from './push/push-key.ts'
import { createSendPush } from './push/send-push.ts'
import { createWebPush } from './push/web-push.ts'
import { isSetupNeeded, renewSetupCode } from './sign-in/setup.ts'
import { signInRoutes } from './sign-in/sign-in-routes.ts'
import { openSignIn, type SignIn } from './sign-in/sign-in.ts'
import { openDatabase, type Database } from './store/database.ts'
import type { DatabaseAddress } from './store/database-address.ts'
import { startEmbeddedPostgres } from './store/embedded/embedded-postgres.ts'
import { readMemo } from './store/memo-row.ts'
import { migrate } from './store/migrate.ts'
import { clearRecordings } from './voice/clear-recordings.ts'
import { createRecordingKeeper } from './voice/keep-recording.ts'
import { createQueueMusic } from './voice/queue-music.ts'
import { createRecordingLibrary } from './voice/recording-library.ts'
import { engineOpener, recordingFolder } from './voice/open-engine.ts'
import { clearingJobs } from './work/clearing.ts'
import { hangDoorbell } from './work/doorbell.ts'
import { startJobs } from './work/jobs.ts'

export interface RunningServer {
  readonly port: number
  readonly context: ConfigurationContext
  readonly centre: Centre
  readonly signIn: SignIn
  /** How many of this person's pages are connected here. */
  pagesOf(agentId: AgentId): number
  /** To be shown on the console; null when there is an owner. */
  readonly setupCode: string | null
  /** Takes nothing new, finishes what is under way, ends everything. Harmless when called again. */
  close(): Promise<void>
}

export type ServerOptions = {
  readonly log?: Logger
  readonly now?: () => number
  /** Called once the database is ready and before anything happens on it: nobody is connected, nothing is routed. */
  readonly prepare?: (context: ConfigurationContext) => Promise<void>
}

/** Said in the API's description. */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

/** @throws StartProblem when a person has to do something first (port taken, wrong database, unreadable key). */
export async function startServer(
  config: Config,
  { log = createLog(config.logLevel), now = Date.now, prepare }: ServerOptions = {},
): Promise<RunningServer> {
  const closers: { readonly name: string; readonly close: () => Promise<unknown> | void }[] = []
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= closeAll())

  async function closeAll(): Promise<void> {
    for (const { name, close: end } of closers.toReversed()) {
      try {
        await end()
      } catch (error) {
        log.error({ err: error, part: name }, 'A part of the server did not end as it should.')
      }
    }
  }

  function closesBy<Part extends { close(): Promise<unknown> | void }>(name: string, part: Part): Part {
    closers.push({ name, close: () => part.close() })
    return part
  }

  try {
    if (config.busUrl !== null)
      log.warn(
        'ATIENDE_BUS_URL is set and not used: in this version the database carries events between servers.',
      )
    const database = closesBy('database', await openStore(config, log, closesBy))
    await migrate(database, log)
    const keyring = await readKeyFile(config.keyFile)
    await checkKey(database, keyring, config.keyFile, now())
    const doorbell = closesBy('doorbell', await hangDoorbell(database, log))
    const configuration = closesBy('configuration', await openConfiguration({ database, doorbell, log, now }))
    const secretBox = createSecretBox(keyring.derive('channel-secrets'))
    const channels = [webChat, webCall]
    const context: ConfigurationContext = {
      database,
      configuration,
      log,
      now,
      newId: (prefix) => newId(prefix, now()),
      doorbell,
      secretBox,
      channels,
    }
    await prepare?.(context)
    const signIn = closesBy('sign-in', openSignIn(context, keyring, config.publicUrl))
    const files = createFileKeeper({
      context,
      folder: path.join(config.dataDir, 'files'),
      maximumBytes: config.fileLimitBytes,
    })
    const pushKey = await readPushKey(database, createSecretBox(keyring.derive('push-key')), now())
    const webPush = createWebPush({
      outbound: createOutbound({ allow: config.outboundAllow }),
      key: pushKey,
      // Whoever runs a push service can look the centre up; it has no other name to give.
      contact: config.publicUrl?.startsWith('https:') ? config.publicUrl : 'https://localhost',
      now,
    })
    const recorded = { folder: recordingFolder(config.dataDir), key: keyring.derive('recordings') }
    const music = createQueueMusic({ context, folder: path.join(config.dataDir, 'music') })
    const centre = closesBy(
      'centre',
      await openCentre({
        context,
        files,
        channels,
        openEngine: engineOpener(config.voice, {
          dataDir: config.dataDir,
          recordingKey: recorded.key,
          log,
        }),
        recordings: createRecordingKeeper({ context, ...recorded }),
        music,
        ice: config.voice.ice,
        tokenKey: keyring.derive('customer-tokens'),
        sendPush: createSendPush(context, webPush),
        settingsOf: async (account) => {
          const settings = settingsOfAccount(context, account)
          if (settings === null)
            throw new Error('The secrets of this account cannot be opened with this server’s key.')
          return await Promise.resolve(settings)
        },
      }),
    )
    const clearing = clearingJobs(context, files, {
      clearRecordings: async (signal) => await clearRecordings(context, recorded.folder, signal),
      clearMusic: async () => await music.clear(),
    })
    closesBy('jobs', await startJobs({ address: database.address, log, jobs: clearing }))
    const callerOf = createCallerOf(config.trustedProxies, config.publicUrl)
    const live = openLiveDoor(context, {
      tail: centre.tail,
      bus: centre.bus,
      authenticate: signIn.authenticate,
      originOf: (request) => callerOf(request).origin,
    })
    const customers = openCustomerDoor(centre.accounts)
    const metrics = closesBy('metrics', createMetrics())
    metrics.observe(centre, { agents: () => live.size, customers: () => customers.size })

    const tellDraft = draftNews(centre.bus)
    let ready = false
    const routes = [
      ...configurationRoutes(context),
      ...signInRoutes({
        context,
        signIn,
        publicUrl: config.publicUrl,
        onSignedOut: async ({ agentId, sessionId }) => {
          live.dismiss(sessionId)
          await deviceSignedOut(context, agentId, sessionId)
        },
      }),
      ...interactionRoutes(context, centre.sayBatch, tellDraft),
      ...draftRoutes(context, tellDraft),
      ...conversationRoutes(context),
      ...stateRoutes(context),
      ...callRoutes(context, centre.voice),
      ...contactRoutes(context),
      ...tagRoutes(context),
      ...caseRoutes(context),
      ...responseRoutes(context),
      ...fileRoutes(context, files),
      ...recordingRoutes(context, createRecordingLibrary({ ...recorded, log })),
      ...musicRoutes(context, music),
      ...pushRoutes(context, pushKey.publicKey),
    ]
    const app = await createHttp({
      log,
      trustedProxies: config.trustedProxies,
      publicUrl: config.publicUrl,
      authenticate: signIn.authenticate,
      language: () => configuration.centre().language,
      onAnswer: metrics.onAnswer,
      routes: [...routes, ...descriptionRoutes(routes, version)],
      doors: [
        healthDoor({
          database,
          metrics,
          isReady: () => ready,
          metricsToken: config.metricsToken,
          isVoiceUp: () => centre.voice.isUp(),
        }),
        hookDoor(centre.accounts),
        workspaceDoor(),
        widgetDoor(),
        demoDoor(async () => await readMemo<string>(database, 'demo-account')),
      ],
    })
    const upgraded = followUpgrades(app.server)
    app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const refuse = (answer: string): Duplex =>
        socket.end(`HTTP/1.1 ${answer}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      if (!ready) refuse('503 Service Unavailable')
      else if (request.url?.split('?', 1)[0] === '/api/v1/live') live.upgrade(request, socket, head)
      else if (!customers.upgrade(request, socket, head, callerOf(request).ip)) refuse('404 Not Found')
    })
    // Ended first: no new requests and connections; the port is free when those under way have ended.
    closers.push({
      name: 'http',
      close: async () => {
        await hangUp(app.server, upgraded, Promise.all([app.close(), live.close(), customers.close()]))
      },
    })
    const port = await listen(app, config)
    ready = true
    closers.push({
      name: 'readiness',
      close: () => {
        ready = false
      },
    })
    return {
      port,
      context,
      centre,
      signIn,
      pagesOf: (agentId) => live.pagesOf(agentId),
      setupCode: (await isSetupNeeded(database)) ? await renewSetupCode(context) : null,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function openStore(
  config: Config,
  log: Logger,
  closesBy: <Part extends { close(): Promise<unknown> | void }>(name: string, part: Part) => Part,
): Promise<Database> {
  const address: DatabaseAddress =
    config.databaseUrl ??
    closesBy('postgresql', await startEmbeddedPostgres({ dataDir: config.dataDir, log })).connection
  return await openDatabase({ address, log, poolSize: 20 })
}
