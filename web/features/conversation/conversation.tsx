import { Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useKey } from '#web/keys/use-key.ts'
import type { ComposerSlots } from '#web/live/composer-slot.ts'
import { useLive } from '#web/live/desk-context.ts'
import type { Place } from '#web/live/pages.ts'
import { useMay } from '#web/live/use-may.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { ConversationFoot } from './conversation-foot.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import styles from './conversation-pane.module.css'
import { Announcer } from './announcer.tsx'
import { CrossingNotice } from './crossing-notice.tsx'
import { EmojiButton } from './emoji-button.tsx'
import { Timeline, type TimelineHandle } from './timeline.tsx'
import { timelineItems } from './timeline-items.ts'
import { useAttachments } from './use-attachments.ts'
import { useDrop } from './use-drop.ts'
import { useIsLookedAt } from './use-is-looked-at.ts'
import { useLineActs } from './use-line-acts.ts'
import { useNewSince } from './use-new-since.ts'
import { usePages } from './use-pages.ts'
import { useReadMark } from './use-read-mark.ts'
import { useSearching } from './use-searching.ts'
import { useWhoTypes } from './use-who-types.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const DateJump = partOfPage('window', async () => (await import('./date-jump.tsx')).DateJump)
const ConversationSearch = partOfPage(
  'window',
  async () => (await import('./conversation-search.tsx')).ConversationSearch,
)

export function Conversation({
  interaction,
  composerSlots,
  above,
  wrapUp,
  below,
}: {
  readonly interaction: InteractionView
  readonly composerSlots: ComposerSlots
  readonly above: ReactNode
  readonly wrapUp: ReactNode
  readonly below: ReactNode
}) {
  const { t } = useText()
  const { id, contact } = interaction
  const { agent } = useWorkspace()
  const may = useMay(interaction)
  const pages = usePages(interaction)
  const all = useLive((model) => model.outgoing)
  const isLive = useLive((model) => model.connection === 'live')
  const typing = useWhoTypes(interaction)
  const [isAtEnd, setAtEnd] = useState(false)
  const [isJumping, setJumping] = useState(false)
  const { attachments } = useAttachments(id)
  const drop = useDrop(may.say, (files) => attachments.add(id, files))
  const isLookedAt = useIsLookedAt()
  const isSeen = isAtEnd && isLookedAt
  useReadMark(interaction, isSeen && may.say)
  const newSince = useNewSince(interaction, isSeen, may.say)
  const { messages, hasNewer, jump, latest } = pages
  const acts = useLineActs(interaction, messages, may.say, jump)
  const timeline = useRef<TimelineHandle>(null)
  const goBack = useCallback((place: Place | null) => (place ? jump(place) : latest()), [jump, latest])
  const searching = useSearching(timeline, goBack)
  useKey('conversation.unread', () => newSince && acts.jump(newSince.position), newSince !== null)

  const items = useMemo(
    () =>
      timelineItems({
        messages,
        outgoing: hasNewer ? [] : all.filter((one) => one.interactionId === id),
        myName: agent.name,
        customerName: contact.name,
        isLive,
        newSince,
      }),
    [messages, hasNewer, all, id, agent.name, contact.name, isLive, newSince],
  )
  const slots: ComposerSlots = {
    ...composerSlots,
    above: (writing) => (
      <>
        <CrossingNotice
          writing={writing}
          messages={messages}
          hasNewer={hasNewer}
          isSeen={isSeen}
          acts={acts}
        />
        {composerSlots.above?.(writing)}
      </>
    ),
    tools: (writing) => (
      <>
        <EmojiButton interactionId={id} />
        {composerSlots.tools?.(writing)}
      </>
    ),
  }

  return (
    <section
      className={styles['pane']}
      aria-label={t('conversation.with', { name: contact.name })}
      tabIndex={-1}
      data-focus-home
      {...drop.handlers}
    >
      <ConversationHeader
        interaction={interaction}
        onJump={() => setJumping(true)}
        onSearch={searching.open}
      />
      {above}
      {searching.isOpen ? (
        <Suspense>
          <ConversationSearch
            interactionId={id}
            words={searching.words}
            onWords={searching.mark}
            onJump={acts.jump}
            onClose={searching.close}
          />
        </Suspense>
      ) : null}
      {pages.isLoaded ? (
        <Timeline
          ref={timeline}
          id={id}
          name={contact.name}
          items={items}
          hasOlder={pages.hasOlder}
          hasNewer={hasNewer}
          typing={typing}
          target={pages.target}
          newSince={newSince}
          words={searching.words}
          acts={acts}
          onOlder={pages.older}
          onNewer={pages.newer}
          onLatest={latest}
          onAtEnd={setAtEnd}
        />
      ) : pages.problem ? (
        <LoadProblem problem={pages.problem} onRetry={latest} />
      ) : (
        <div className={styles['pane']}>
          <Skeleton shape="bubble" count={5} />
        </div>
      )}
      {below}
      <ConversationFoot interaction={interaction} composerSlots={slots} wrapUp={wrapUp} />
      <Announcer interaction={interaction} messages={messages} />
      {drop.isOver ? <p className={styles['drop']}>{t('conversation.drop')}</p> : null}
      {isJumping ? (
        <Suspense>
          <DateJump
            startedAt={interaction.startedAt}
            onClose={() => setJumping(false)}
            onJump={(at) => {
              setJumping(false)
              jump({ at })
            }}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
