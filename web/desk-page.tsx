/** The workspace of an agent who is signed in: the desk is put together once, and the features are put into the shell's places. */
import { Suspense, useEffect, useSyncExternalStore } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { isAtLeast } from '#core/permission/role.ts'
import type { ContactInteraction } from '#protocol/interaction.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { AlertSettings } from './features/alert/alert-settings.tsx'
import { Alerts } from './features/alert/alerts.tsx'
import { SoundCheck } from './features/alert/sound-check.tsx'
import { CaseGuard } from './features/case/case-guard.tsx'
import { ContactHost } from './features/contact/contact-host.tsx'
import { ContactCard } from './features/contact/contact-card.tsx'
import { ContextKeys } from './features/context/context-keys.tsx'
import { Context, type ContextSlots } from './features/context/context.tsx'
import { ConversationPane } from './features/conversation/conversation-pane.tsx'
import { DraftNotices } from './features/draft/draft-notices.tsx'
import { DispositionHost } from './features/disposition/disposition-host.tsx'
import { DispositionLine } from './features/disposition/disposition-line.tsx'
import { WrapUp } from './features/disposition/wrap-up.tsx'
import { CallRecordings, PastRecordings } from './features/recording/recording-slots.tsx'
import { Inbox } from './features/inbox/inbox.tsx'
import { NoteHost } from './features/note/note-host.tsx'
import { CheckHost } from './features/phone-check/check-host.tsx'
import { CheckNudge } from './features/phone-check/check-nudge.tsx'
import { CheckSettings } from './features/phone-check/check-settings.tsx'
import { NoteReminder } from './features/note/note-reminder.tsx'
import { NoteTab } from './features/note/note-tab.tsx'
import { PaletteButton, PaletteHost } from './features/palette/palette-host.tsx'
import { PageActs } from './features/shell/page-acts.tsx'
import type { TeamSlots } from './features/team/team.tsx'
import { look } from './features/team/team-view.ts'
import { OfferStack } from './features/offer/offer-stack.tsx'
import { SettingsHost } from './features/settings/settings-host.tsx'
import { KeySheetHost } from './features/shell/key-sheet-host.tsx'
import { MeMenu } from './features/shell/me-menu.tsx'
import { QueuePulse } from './features/shell/queue-pulse.tsx'
import { Shell } from './features/shell/shell.tsx'
import { Welcome } from './features/shell/welcome.tsx'
import { TagHost } from './features/tag/tag-host.tsx'
import { TagLine } from './features/tag/tag-line.tsx'
import { ResponseGuest } from './features/response/response-guest.tsx'
import { ResponseTab } from './features/response/response-tab.tsx'
import { ResponseTool } from './features/response/response-tool.tsx'
import { useSignOut } from './features/state/use-sign-out.ts'
import { ReceiveSwitch } from './features/state/receive-switch.tsx'
import { StateExtras } from './features/state/state-extras.tsx'
import { StateHost } from './features/state/state-host.tsx'
import { StateMenu } from './features/state/state-menu.tsx'
import styles from './desk-page.module.css'
import type { ComposerSlots } from './live/composer-slot.ts'
import { DeskContext, useDesk } from './live/desk-context.ts'
import { recallContextTab } from './live/context-tab.ts'
import { applyKeys, keysNow } from './keys/key-map.ts'
import { listenForKeys } from './keys/use-key.ts'
import { preloadWindows } from './preload.ts'
import { useDeskOf } from './live/use-desk-of.ts'
import { useListOfOpen } from './live/use-list-of-open.ts'
import { isSpoken } from './live/use-may.ts'
import { useOpenInteraction } from './live/use-open-interaction.ts'
import { useOffers } from './live/use-offers.ts'
import { useOwnCalls } from './live/use-own-calls.ts'
import { useWishedWorkspace } from './live/use-wished-workspace.ts'
import { useWorkspace, WorkspaceContext } from './live/workspace-context.ts'
import type { Ask } from './net/request.ts'
import { PhoneContext } from './phone/phone-context.ts'
import { usePhoneOf } from './phone/use-phone-of.ts'
import { go, useRoute } from './route.ts'
import { applyAppearance } from './style/appearance.ts'
import { followVisibleHeight } from './style/visible-height.ts'
import { setLanguage } from './text/language.ts'
import { useText } from './text/use-text.ts'
import { Skeleton } from './ui/skeleton.tsx'
import { NoticeStack } from './ui/notice-stack.tsx'
import { partOfPage } from './ui/part-of-page.tsx'

/** Of calls nothing is fetched before somebody has a telephone. */
const calls = () => import('./features/call/call-parts.ts')
const CallHost = partOfPage('aid', async () => (await calls()).CallHost)
const CallPanel = partOfPage('place', async () => (await calls()).CallPanel)
const CallStrips = partOfPage('place', async () => (await calls()).CallStrips)
const PhoneMenu = partOfPage('aid', async () => (await calls()).PhoneMenu)

/** Only supervisors look on. */
const monitor = () => import('./features/monitor/monitor-parts.ts')
const AgentCalls = partOfPage('place', async () => (await monitor()).AgentCalls)
const InCallMark = partOfPage('aid', async () => (await monitor()).InCallMark)
const WatchStrip = partOfPage('place', async () => (await monitor()).WatchStrip)

const CasePanel = partOfPage('place', async () => (await import('./features/case/case-panel.tsx')).CasePanel)
const Team = partOfPage('place', async () => (await import('./features/team/team.tsx')).Team)

type Props = { readonly workspace: Workspace; readonly ask: Ask; readonly onSignedOut: () => void }

export function DeskPage({ workspace, ask, onSignedOut }: Props) {
  const desk = useDeskOf(workspace, ask, onSignedOut)
  const { language } = useText()
  const wished = useWishedWorkspace(workspace, desk)
  const { preferences } = wished.agent
  const phone = usePhoneOf(desk, preferences.devices)

  useEffect(() => void setLanguage(preferences.language), [preferences.language])
  useEffect(() => applyAppearance(preferences), [preferences])
  useEffect(() => applyKeys(preferences), [preferences])
  useEffect(() => recallContextTab(localStorage), [])

  return desk && phone ? (
    <I18nProvider locale={language}>
      <WorkspaceContext value={wished}>
        <DeskContext value={desk}>
          <PhoneContext value={phone}>
            <Workplace onSignedOut={onSignedOut} />
          </PhoneContext>
        </DeskContext>
      </WorkspaceContext>
    </I18nProvider>
  ) : null
}

/** What other features put around the field in which the agent writes. */
const composerSlots: ComposerSlots = {
  above: (writing) => (
    <>
      <DraftNotices id={writing.interaction.id} />
      <ResponseGuest writing={writing} />
    </>
  ),
  tools: () => <ResponseTool />,
}

const ofEarlier = (interaction: ContactInteraction) => <PastRecordings interaction={interaction} />

/** The tabs beside the conversation; what is not here has no tab and no key. */
const contextSlots: ContextSlots = {
  contact: (interaction) => (
    <ContactCard contact={interaction.contact} interaction={interaction} ofEarlier={ofEarlier} />
  ),
  case: (interaction) => (
    <Suspense fallback={<Skeleton shape="line" count={6} />}>
      <CasePanel interaction={interaction} />
    </Suspense>
  ),
  response: (interaction) => <ResponseTab interaction={interaction} />,
  note: (interaction) => <NoteTab interaction={interaction} />,
}

/** With each colleague, for supervisors. */
const monitorSlots: TeamSlots = {
  row: (id) => (
    <Suspense>
      <InCallMark agentId={id} />
    </Suspense>
  ),
  card: (id) => (
    <Suspense>
      <AgentCalls agentId={id} />
    </Suspense>
  ),
}
const noSlots: TeamSlots = { row: () => null, card: () => null }

const settingsSlots = { alerts: () => <AlertSettings />, calls: () => <CheckSettings /> } as const

function showColleague(name: string): void {
  look({ text: name })
  go({ place: 'team' })
}

function Workplace({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { place, open } = useRoute()
  // Beside what is past, too: its note is still written.
  const interaction = useOpenInteraction(open)
  const offers = useOffers()
  const isInCall = useOwnCalls().length > 0
  const hasPhone = useWorkspace().agent.channels.includes('voice') || isInCall
  const isSupervisor = isAtLeast(useWorkspace().agent.role, 'supervisor')
  const signOut = useSignOut(onSignedOut)
  useListOfOpen(interaction)
  const { notices } = useDesk()
  useEffect(listenForKeys, [])
  // Keys are shown on buttons all over the page: all of it is drawn again when they change.
  useSyncExternalStore(keysNow.subscribe, keysNow.get)
  useEffect(preloadWindows, [])
  useEffect(followVisibleHeight, [])
  return (
    <>
      <Shell
        topBar={
          <>
            <StateMenu />
            <StateExtras />
            <ReceiveSwitch />
            <span className={styles['gap']} />
            <PaletteButton />
            <span className={styles['gap']} />
            <NoteReminder />
            {hasPhone ? (
              <Suspense>
                <PhoneMenu />
              </Suspense>
            ) : null}
            <QueuePulse />
            <MeMenu onSignOut={signOut.ask} />
          </>
        }
        strips={
          isInCall ? (
            <Suspense>
              {isSupervisor ? <WatchStrip /> : null}
              <CallStrips />
            </Suspense>
          ) : null
        }
        inbox={<Inbox />}
        conversation={
          open ? (
            <ConversationPane
              id={open}
              composerSlots={composerSlots}
              above={(shown) =>
                isSpoken(shown) ? (
                  <Suspense>
                    <CallPanel interaction={shown} />
                  </Suspense>
                ) : null
              }
              wrapUp={(ended) => <WrapUp interaction={ended} />}
              below={(shown) => <CallRecordings interaction={shown} />}
            />
          ) : null
        }
        context={
          interaction ? (
            <Context
              interaction={interaction}
              slots={contextSlots}
              foot={
                <>
                  <TagLine interaction={interaction} />
                  <DispositionLine interaction={interaction} />
                </>
              }
            />
          ) : null
        }
        welcome={
          <Welcome
            foot={
              <>
                <SoundCheck />
                <CheckNudge />
              </>
            }
          />
        }
        elsewhere={
          place === 'team' ? (
            <Suspense fallback={<Skeleton shape="row" count={8} />}>
              <Team slots={isSupervisor ? monitorSlots : noSlots} />
            </Suspense>
          ) : null
        }
      />
      {interaction ? <ContextKeys slots={contextSlots} /> : null}
      {hasPhone ? (
        <Suspense>
          <CallHost />
        </Suspense>
      ) : null}
      <CaseGuard />
      <DispositionHost />
      <NoteHost />
      <CheckHost />
      <TagHost />
      <StateHost onSignedOut={onSignedOut} />
      <PaletteHost onColleague={showColleague} />
      <ContactHost ofEarlier={ofEarlier} />
      <PageActs onSignOut={signOut.ask} />
      <KeySheetHost />
      <SettingsHost slots={settingsSlots} />
      <OfferStack cards={offers} />
      <Alerts cards={offers} />
      <NoticeStack notices={notices} />
    </>
  )
}
