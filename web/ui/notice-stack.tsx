import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useText } from '../text/use-text.ts'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import styles from './notice-stack.module.css'
import { TopLayer } from './top-layer.tsx'
import type { Notice, Notices } from '../live/notices.ts'

const icons = { failure: CircleAlert, attention: TriangleAlert, news: Info, done: CircleCheck } as const

export function NoticeStack({ notices }: { readonly notices: Notices }) {
  const { t } = useText()
  const all = useSyncExternalStore(notices.store.subscribe, notices.store.get)
  return (
    <TopLayer>
      <section className={styles['stack']} aria-label={t('common.notices')} aria-live="polite">
        {all.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onDismiss={() => notices.dismiss(notice.id)} />
        ))}
      </section>
    </TopLayer>
  )
}

function NoticeLine({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const { t } = useText()
  const Icon = icons[notice.tone]
  return (
    <div className={classNames(styles['notice'], styles[notice.tone])}>
      <Icon size={18} aria-hidden="true" className={styles['icon']} />
      <p className={styles['text']}>{notice.text}</p>
      <IconButton
        label={t('common.dismiss')}
        icon={<X size={16} />}
        onPress={onDismiss}
        className={styles['close']}
      />
    </div>
  )
}
