/** Who changed what of the case, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import type { CaseChangeView } from '#protocol/case.ts'
import type { CaseValue as Value, InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { problemOfError, unwrap } from '#web/net/unwrap.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { caseText } from '#web/ui/case-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import styles from './case-history.module.css'

type Props = { readonly interaction: InteractionView; readonly onClose: () => void }

export function CaseHistory({ interaction: { id, caseId, caseData }, onClose }: Props) {
  const { t } = useText()
  const { api } = useDesk()
  const read = useInfiniteQuery({
    // What is changed now belongs on top at once.
    queryKey: ['case-history', caseId, caseData],
    queryFn: async ({ pageParam }) => await unwrap(api.caseHistory(id, pageParam)),
    initialPageParam: null as number | null,
    getNextPageParam: ({ changes, hasMore }) => (hasMore ? (changes.at(-1)?.id ?? null) : null),
    placeholderData: (before) => before,
  })
  const changes = read.data?.pages.flatMap((page) => page.changes) ?? []
  return (
    <Dialog title={t('case.historyTitle')} isOpen onClose={onClose} shape="wide">
      <div className={styles['list']} tabIndex={0} role="region" aria-label={t('case.historyTitle')}>
        {read.error ? (
          <LoadProblem problem={problemOfError(read.error)} onRetry={() => void read.refetch()} />
        ) : read.isPending ? (
          <div className={styles['wait']}>
            <Skeleton shape="line" count={4} />
          </div>
        ) : changes.length === 0 ? (
          <p className={styles['none']}>{t('case.noHistory')}</p>
        ) : (
          <ol>
            {changes.map((change) => (
              <Change key={change.id} change={change} />
            ))}
          </ol>
        )}
        {read.hasNextPage ? (
          <Button
            className={styles['more']}
            isDisabled={read.isFetchingNextPage}
            onPress={() => void read.fetchNextPage()}
          >
            {t('case.more')}
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}

function Change({ change }: { readonly change: CaseChangeView }) {
  const text = useText()
  const { t, format, local } = text
  const { now } = useDesk()
  const { caseFields, centre } = useWorkspace()
  const field = caseFields.find(({ key }) => key === change.key)
  const said = (value: Value): string =>
    (field ? caseText(field, value, text, centre.timeZone) : value === null ? null : String(value)) ??
    t('case.noValue')
  return (
    <li className={styles['change']}>
      <p className={styles['what']}>
        <strong>{field ? local(field.label) : change.key}</strong>
        <span className={styles['values']}>
          <del className={styles['before']}>{said(change.before)}</del> <span aria-hidden="true">→</span>{' '}
          <ins className={styles['after']}>{said(change.after)}</ins>
        </span>
      </p>
      <p className={styles['who']}>
        {change.agentName ?? t('case.byCustomer')} ·{' '}
        <time dateTime={new Date(change.at).toISOString()} title={format.dateTime(change.at)}>
          {format.ago(change.at, now())}
        </time>
      </p>
    </li>
  )
}
