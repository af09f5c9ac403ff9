/** What is left to do when a conversation has ended: say how it went, and mark it done. Ended is not closed: until then it stays. */
import { CircleCheckBig, Tag } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useMay } from '#web/live/use-may.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { pick } from './picker-store.ts'
import { useDisposition } from './use-disposition.ts'
import { useDone } from './use-done.ts'
import { useNext } from './use-next.ts'
import styles from './wrap-up.module.css'

const freshMs = 3_000

export function WrapUp({ interaction }: { readonly interaction: InteractionView }) {
  const { t } = useText()
  const { now } = useDesk()
  const may = useMay(interaction)
  const { policy, path } = useDisposition(interaction)
  const { state } = interaction
  const by = state.name === 'ended' ? state.by : 'agent'
  const { done } = useDone(interaction)
  const next = useNext(interaction.id)
  const isMissing = policy === 'mandatory' && path === null
  useKey('conversation.done', done, may.close)
  const nextId = useId()
  const box = useRef<HTMLElement>(null)
  // Whoever has just ended it goes on here.
  useEffect(() => {
    const isFresh = now() - state.since < freshMs
    if (isFresh && document.activeElement === document.body) box.current?.querySelector('button')?.focus()
  }, [now, state.since])

  return (
    <section ref={box} className={styles['wrap']} aria-label={t('disposition.wrapUp')}>
      <div className={styles['text']}>
        <p className={styles['lead']}>{t(`disposition.ended.${by}`)}</p>
        {policy === 'hidden' ? null : (
          <p className={styles['chosen']} title={path ?? undefined}>
            {path ?? t(isMissing ? 'disposition.missing' : 'disposition.none')}
          </p>
        )}
      </div>
      <div className={styles['acts']}>
        {may.dispose && policy !== 'hidden' ? (
          <Button
            tone={isMissing ? 'primary' : 'plain'}
            icon={<Tag size={16} aria-hidden="true" />}
            onPress={() => pick(interaction.id)}
            aria-keyshortcuts={ariaKeyOf('conversation.dispose')}
          >
            {t(path === null ? 'disposition.choose' : 'disposition.replace')}{' '}
            <Kbd>{capOf('conversation.dispose')}</Kbd>
          </Button>
        ) : null}
        <Button
          tone={isMissing ? 'plain' : 'primary'}
          icon={<CircleCheckBig size={16} aria-hidden="true" />}
          onPress={done}
          {...(next === null ? {} : { 'aria-describedby': nextId })}
          aria-keyshortcuts={ariaKeyOf('conversation.done')}
        >
          {t('disposition.done')} <Kbd>{capOf('conversation.done')}</Kbd>
        </Button>
      </div>
      {next === null ? null : (
        <p id={nextId} className={styles['next']}>
          {t('disposition.next', { name: next })}
        </p>
      )}
    </section>
  )
}
