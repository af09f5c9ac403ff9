/**
 * One field that finds everybody a call can go to. ↑↓ move while one types, Enter goes to what can be done with whoever was chosen and Enter there
 * does it: two presses, so that nobody is given away by a slip. What cannot be done says why.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { PhoneCall, PhoneForwarded, Search, UserPlus, UserRoundSearch, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { CallId } from '#core/id.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { partyWithRole } from '#web/live/call-party.ts'
import { recentTargets, rememberTarget } from '#web/live/recent-targets.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { problemOfError, unwrap } from '#web/net/unwrap.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { matches } from '#web/ui/matches.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TargetLine } from './target-line.tsx'
import styles from './target-window.module.css'
import { agreeing, targetGroups, whyNot, type Target, type Way } from './target.ts'
import { useTargetName } from './use-target-name.ts'

type Props = {
  /** null: a new call. */
  readonly callId: CallId | null
  readonly begins: 'give' | 'add' | 'dial'
  readonly onClose: () => void
}

/** After the last letter, until it is asked for. */
const settleMs = 150
const freshMs = 4_000
const listId = 'call-targets'
const none: readonly never[] = []

export function TargetWindow({ callId, begins, onClose }: Props) {
  const { t } = useText()
  const { api, me, storage } = useDesk()
  const [{ favouriteAgentIds = none }] = usePreferences()
  const nameOf = useTargetName()
  const doing = useCallDoing()
  const isConsulting = useLive((model) => {
    const call = callId && model.calls.get(callId)
    return call ? partyWithRole(call.view, 'consulted') !== null : false
  })
  const [typed, setTyped] = useState('')
  const asked = useSettled(typed)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const acts = useRef<HTMLDivElement>(null)
  const found = useQuery({
    queryKey: ['call-targets', callId, asked],
    queryFn: () => unwrap(api.callTargets(asked, callId)),
    placeholderData: keepPreviousData,
    refetchInterval: freshMs,
    staleTime: 0,
  })
  // Until the answer to what is typed has come, the one before is shown as far as it agrees: Enter must never mean somebody else.
  const isBehind = asked !== typed || found.isPlaceholderData
  const answer =
    found.data && isBehind ? agreeing(found.data, (target) => matches(nameOf(target), typed)) : found.data
  const groups = answer
    ? targetGroups(answer, {
        typed,
        recent: recentTargets(storage, me),
        favourites: favouriteAgentIds,
        nameOf,
        isDialling: begins === 'dial',
      })
    : none
  const all = groups.flatMap(({ targets }) => targets)
  const chosen = all.find(({ id }) => id === chosenId) ?? all[0] ?? null
  const ways: readonly Way[] =
    begins === 'dial' ? ['dial'] : begins === 'add' ? ['add', 'ask', 'give'] : ['ask', 'give', 'add']

  const move = (by: number): void => {
    const at = chosen ? all.indexOf(chosen) : -1
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))]
    if (!next) return
    setChosenId(next.id)
    document.querySelector(`#${listId}-${next.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }
    const by = steps[event.key]
    if (by !== undefined) {
      event.preventDefault()
      move(by)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      acts.current?.querySelector<HTMLElement>('button:not([data-disabled])')?.focus()
    }
  }
  const go = async (way: Way, { target }: Target): Promise<void> => {
    onClose()
    if (way === 'dial' || callId === null) {
      await doing.start(target)
      return
    }
    rememberTarget(storage, me, target)
    if (way === 'give') await doing.act(callId, { type: 'transfer', target })
    else await doing.act(callId, { type: 'invite', target, as: way === 'ask' ? 'consulted' : 'member' })
  }

  return (
    <Dialog title={t(`call.target.title.${begins}`)} shape="wide" isOpen onClose={onClose}>
      <div className={styles['search']}>
        <Search size={16} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label={t('call.target.search')}
          aria-expanded={all.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          placeholder={t('call.target.placeholder')}
          autoComplete="off"
          // The window was opened to search.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setChosenId(null)
          }}
          onKeyDown={onKey}
          className={styles['input']}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t('call.target.search')} className={styles['list']}>
        {groups.map(({ name, targets }) => (
          <div key={name} role="group" aria-label={t(`call.target.group.${name}`)}>
            <p className={styles['group']} aria-hidden="true">
              {t(`call.target.group.${name}`)}
            </p>
            {targets.map((target) => (
              <div
                key={target.id}
                id={`${listId}-${target.id}`}
                role="option"
                aria-selected={target === chosen}
                className={classNames(styles['option'], target === chosen && styles['chosen'])}
                onClick={() => setChosenId(target.id)}
              >
                <TargetLine target={target} name={nameOf(target.target)} />
              </div>
            ))}
          </div>
        ))}
      </div>
      {found.data && !isBehind && all.length === 0 ? (
        <p className={styles['nothing']}>{t('call.target.nothing')}</p>
      ) : null}
      {found.error && !found.data ? (
        <LoadProblem problem={problemOfError(found.error)} onRetry={() => void found.refetch()} />
      ) : null}
      {found.isPending ? <Skeleton shape="row" count={5} /> : null}
      {chosen ? (
        <div ref={acts} className={styles['acts']} role="group" aria-label={nameOf(chosen.target)}>
          {ways.map((way, index) => (
            <WayButton
              key={way}
              way={way}
              name={nameOf(chosen.target)}
              why={whyNot(chosen, way, isConsulting)}
              isFirst={index === 0}
              onPress={() => void go(way, chosen)}
            />
          ))}
        </div>
      ) : null}
    </Dialog>
  )
}

const icons: Readonly<Record<Way, LucideIcon>> = {
  ask: UserRoundSearch,
  give: PhoneForwarded,
  add: UserPlus,
  dial: PhoneCall,
}

function WayButton({
  way,
  name,
  why,
  isFirst,
  onPress,
}: {
  readonly way: Way
  readonly name: string
  readonly why: ReturnType<typeof whyNot>
  readonly isFirst: boolean
  readonly onPress: () => void
}) {
  const { t } = useText()
  const Icon = icons[way]
  return (
    <div className={styles['way']}>
      <Button
        tone={isFirst ? 'primary' : 'plain'}
        icon={<Icon size={16} aria-hidden="true" />}
        isDisabled={why !== null}
        aria-label={`${t(`call.way.${way}`)}: ${name}`}
        onPress={onPress}
      >
        {t(`call.way.${way}`)}
      </Button>
      <p className={styles['why']}>{t(why === null ? `call.wayHelp.${way}` : `call.whyNot.${why}`)}</p>
    </div>
  )
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
