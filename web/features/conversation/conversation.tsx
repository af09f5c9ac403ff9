import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react'
import { isOpen } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ComposerSlots } from '#web/live/composer-slot.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useMay } from '#web/live/use-may.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { ConversationFoot } from './conversation-foot.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import styles from './conversation-pane.module.css'
import { Announcer } from './announcer.tsx'
import { Timeline } from './timeline.tsx'
import { timelineItems } from './timeline-items.ts'
import { useAttachments } from './use-attachments.ts'
import { useDrop } from './use-drop.ts'
import { usePages } from './use-pages.ts'
import { useReadMark } from './use-read-mark.ts'

const DateJump = lazy(async () => ({ default: (await import('./date-jump.tsx')).DateJump }))

export function Conversation({
  interaction,
  composerSlots,
  wrapUp,
}: {
  readonly interaction: InteractionView
  readonly composerSlots: ComposerSlots
  readonly wrapUp: ReactNode
}) {
  const { t } = useText()
  const { id, contact } = interaction
  const { agent } = useWorkspace()
  const may = useMay(interaction)
  const pages = usePages(interaction)
  const all = useLive((model) => model.outgoing)
  const isLive = useLive((model) => model.connection === 'live')
  const isTyping = useLive((model) => model.typing.has(id))
  const [isAtEnd, setAtEnd] = useState(false)
  const [isJumping, setJumping] = useState(false)
  const { composers } = useDesk()
  const { attachments } = useAttachments(id)
  const drop = useDrop(may.say, (files) => attachments.add(id, files))
  useReadMark(interaction, isAtEnd && may.say)

  const items = useMemo(
    () =>
      timelineItems(
        pages.messages,
        pages.hasNewer ? [] : all.filter((one) => one.interactionId === id),
        agent.name,
        isLive,
      ),
    [pages.messages, pages.hasNewer, all, id, agent.name, isLive],
  )
  const reuse = useCallback(
    (again: string) => {
      const composer = composers.of(id)
      const text = composer?.text() ?? ''
      const end = { from: text.length, to: text.length }
      composer?.insert(text === '' ? again : `\n${again}`, { replacing: end })
    },
    [composers, id],
  )

  return (
    <section
      className={styles['pane']}
      aria-label={t('conversation.with', { name: contact.name })}
      tabIndex={-1}
      data-focus-home
      {...drop.handlers}
    >
      <ConversationHeader interaction={interaction} onJump={() => setJumping(true)} />
      {pages.isLoaded ? (
        <Timeline
          name={contact.name}
          items={items}
          hasOlder={pages.hasOlder}
          hasNewer={pages.hasNewer}
          isTyping={isTyping && isOpen(interaction)}
          target={pages.target}
          onOlder={pages.older}
          onNewer={pages.newer}
          onLatest={pages.latest}
          onAtEnd={setAtEnd}
          onReuse={reuse}
        />
      ) : pages.problem ? (
        <LoadProblem problem={pages.problem} onRetry={pages.latest} />
      ) : (
        <div className={styles['pane']}>
          <Skeleton shape="bubble" count={5} />
        </div>
      )}
      <ConversationFoot interaction={interaction} composerSlots={composerSlots} wrapUp={wrapUp} />
      <Announcer interaction={interaction} messages={pages.messages} />
      {drop.isOver ? <p className={styles['drop']}>{t('conversation.drop')}</p> : null}
      {isJumping ? (
        <Suspense>
          <DateJump
            startedAt={interaction.startedAt}
            onClose={() => setJumping(false)}
            onJump={(at) => {
              setJumping(false)
              pages.jump(at)
            }}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
