/** All parked calls, whoever parked them: somebody was told a number and comes here for it. */
import { useQuery } from '@tanstack/react-query'
import { PhoneIncoming, SquareParking } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { ParkedCall } from '#protocol/call.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { problemOfError, unwrap } from '#web/net/unwrap.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Empty } from '#web/ui/empty.tsx'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import styles from './parked-list.module.css'
import { useRetrieve } from './use-retrieve.ts'

/** While somebody looks: another one may take what is shown. */
const freshMs = 3_000

export function ParkedList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText()
  const { api } = useDesk()
  const retrieve = useRetrieve()
  const { data, error, refetch } = useQuery({
    queryKey: ['parked-calls'],
    queryFn: async () => (await unwrap(api.parkedCalls())).parked,
    refetchInterval: freshMs,
    staleTime: 0,
  })
  const take = async (slot: string): Promise<void> => {
    const found = data?.find((one) => one.slot === slot)
    if (found && (await retrieve(slot, found.interactionId))) onClose()
  }
  return (
    <Dialog title={t('call.parked.title')} isOpen onClose={onClose}>
      <div className={styles['body']}>
        {data ? (
          <ListBox
            aria-label={t('call.parked.title')}
            items={data.map((one) => ({ ...one, id: one.slot }))}
            selectionMode="none"
            autoFocus="first"
            className={styles['list'] ?? ''}
            onAction={(slot) => void take(String(slot))}
            renderEmptyState={() => (
              <Empty icon={<SquareParking size={28} />} title={t('call.parked.none')}>
                <p>{t('call.parked.noneHelp')}</p>
              </Empty>
            )}
          >
            {(one) => (
              <ListBoxItem textValue={`${one.slot} ${one.customerName}`} className={styles['item'] ?? ''}>
                <Line call={one} />
              </ListBoxItem>
            )}
          </ListBox>
        ) : error ? (
          <LoadProblem problem={problemOfError(error)} onRetry={() => void refetch()} />
        ) : (
          <Skeleton shape="row" count={3} />
        )}
      </div>
    </Dialog>
  )
}

function Line({ call }: { readonly call: ParkedCall }) {
  const { t } = useText()
  const workspace = useWorkspace()
  const now = useNow()
  return (
    <>
      <span className={styles['slot']}>{call.slot}</span>
      <span className={styles['who']}>
        <span className={styles['name']}>{call.customerName}</span>
        <span className={styles['more']}>
          {t('call.parked.line', {
            agent: agentName(workspace, call.agentId) ?? '',
            since: clockText(now - call.since),
            time: clockText(call.untilAt - now),
          })}
        </span>
      </span>
      <span className={styles['take']} aria-hidden="true">
        <PhoneIncoming size={16} /> {t('call.parked.retrieve')}
      </span>
    </>
  )
}
