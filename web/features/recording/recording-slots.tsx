/** Where recordings stand: below the conversation of a call, and with a call of the past. The player itself is fetched when it is needed. */
import { AudioLines } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { ContactInteraction, InteractionView } from '#protocol/interaction.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { partOfPage } from '#web/ui/part-of-page.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import styles from './recording-slots.module.css'

const Recordings = partOfPage('place', async () => (await import('./recordings.tsx')).Recordings)

export function CallRecordings({
  interaction: { id, channel, state },
}: {
  readonly interaction: InteractionView
}) {
  if (channel !== 'voice') return null
  return (
    <div className={styles['below']}>
      <Suspense fallback={<Skeleton shape="line" count={1} />}>
        <Recordings
          key={id}
          interactionId={id}
          state={state.name === 'ended' || state.name === 'closed' ? 'over' : 'going'}
        />
      </Suspense>
    </div>
  )
}

/** In a list of many: asked for first. */
export function PastRecordings({
  interaction: { id, channel, closedAt },
}: {
  readonly interaction: ContactInteraction
}) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  if (channel !== 'voice' || closedAt === null) return null
  return (
    <div className={styles['past']}>
      <Button
        tone="quiet"
        icon={<AudioLines size={14} aria-hidden="true" />}
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        {t('recording.title')}
      </Button>
      {isOpen ? (
        <Suspense fallback={<Skeleton shape="line" count={1} />}>
          <Recordings interactionId={id} state="over" />
        </Suspense>
      ) : null}
    </div>
  )
}
