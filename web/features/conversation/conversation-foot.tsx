/** What stands below a conversation: the composer, or why nothing can be written in it and what can be done instead. */
import { Hand, Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import { ownerOf } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { askForCaret } from '#web/keys/caret.ts'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import type { ComposerSlots } from '#web/live/composer-slot.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { isSpoken, useMay } from '#web/live/use-may.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { go } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Composer } from './composer.tsx'
import styles from './conversation-foot.module.css'

type Props = {
  readonly interaction: InteractionView
  readonly composerSlots: ComposerSlots
  /** What is left to do with an ended one. */
  readonly wrapUp: ReactNode
}

export function ConversationFoot({ interaction, composerSlots, wrapUp }: Props) {
  const may = useMay(interaction)
  const { agent } = useWorkspace()
  const { name } = interaction.state
  if (may.say) return <Composer key={interaction.id} interaction={interaction} slots={composerSlots} />
  if (name === 'ended' && may.close) return wrapUp
  if (name === 'waiting' || name === 'offered') return <InLine interaction={interaction} canTake={may.take} />
  const isInHand = name === 'active' || name === 'parked'
  if (isSpoken(interaction) && isInHand && ownerOf(interaction) === agent.id) return <Spoken />
  return <Standing interaction={interaction} />
}

/** Nothing is written in a call; what is to be remembered goes into the note. */
function Spoken() {
  const { t } = useText()
  return (
    <div className={styles['foot']}>
      <Phone size={18} aria-hidden="true" />
      <p className={styles['text']}>
        <span className={styles['lead']}>{t('call.noWriting')}</span>{' '}
        <span className={styles['more']}>{t('call.noWritingHelp')}</span>{' '}
        <Kbd>{capOf('conversation.note')}</Kbd>
      </p>
    </div>
  )
}

/** It waits: since when it is known, here is why, and the way to take it. */
function InLine({
  interaction,
  canTake,
}: {
  readonly interaction: InteractionView
  readonly canTake: boolean
}) {
  const { t } = useText()
  const { acts } = useDesk()
  const workspace = useWorkspace()
  const fact = useLive((model) => model.waiting.get(interaction.id) ?? null)
  const { state } = interaction
  const take = async (): Promise<void> => {
    askForCaret(interaction.id)
    if (await acts.take(interaction.id)) go({ list: 'active', open: interaction.id })
  }
  useKey('conversation.take', () => void take(), canTake)
  const alerted =
    state.name === 'offered'
      ? state.offers.map(({ agentId }) => agentName(workspace, agentId) ?? '').join(', ')
      : null
  return (
    <div className={styles['foot']}>
      <div className={styles['text']}>
        <p className={styles['lead']}>
          {alerted === null
            ? fact
              ? t('conversation.inLine', { position: fact.position })
              : t('conversation.inLineSomewhere')
            : t('conversation.offeredTo', { agents: alerted })}
        </p>
        {fact && alerted === null ? (
          <p className={styles['more']}>{t(`conversation.why.${fact.reason}`)}</p>
        ) : null}
      </div>
      {canTake ? (
        <Button
          tone="primary"
          icon={<Hand size={16} aria-hidden="true" />}
          onPress={() => void take()}
          aria-keyshortcuts={ariaKeyOf('conversation.take')}
        >
          {t('conversation.take')} <Kbd>{capOf('conversation.take')}</Kbd>
        </Button>
      ) : null}
    </div>
  )
}

function Standing({ interaction }: { readonly interaction: InteractionView }) {
  const { t, format } = useText()
  const workspace = useWorkspace()
  const owner = ownerOf(interaction)
  const { state } = interaction
  const text =
    state.name === 'closed'
      ? t(state.outcome === 'abandoned' ? 'conversation.abandoned' : 'conversation.closed', {
          time: format.dateTime(state.since),
        })
      : t(isSpoken(interaction) ? 'conversation.heldCallBy' : 'conversation.heldBy', {
          agent: owner ? (agentName(workspace, owner) ?? '') : '',
        })
  return (
    <div className={styles['foot']}>
      <p className={styles['text']}>{text}</p>
    </div>
  )
}
