/** A supervisor's hand on a colleague's state: chosen, then said in words what it does, then done at once. */
import { ChevronDown, CircleCheck, CircleMinus, CirclePause, LogOut } from 'lucide-react'
import { useState } from 'react'
import type { ReasonId } from '#core/id.ts'
import type { AgentStateView, ForceState as Wish } from '#protocol/agent-state.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Menu, MenuItem, MenuPart, MenuTrigger } from '#web/ui/menu.tsx'
import { reasonIcons } from '#web/ui/state-look.ts'
import type { Member } from './colleague.ts'
import styles from './colleague-card.module.css'

const states = [
  ['ready', CircleCheck],
  ['dnd', CircleMinus],
  ['not-ready', CirclePause],
  ['logged-out', LogOut],
] as const

type Chosen = { readonly state: Wish['state']; readonly reasonId: ReasonId | null; readonly name: string }

export function ForceState({ member, state }: { readonly member: Member; readonly state: AgentStateView }) {
  const { t, local } = useText()
  const { reasons } = useWorkspace()
  const { api, notices, tellProblem } = useDesk()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [isBusy, setBusy] = useState(false)
  const choose = (wish: Wish['state'], name: string, reasonId: ReasonId | null = null): void =>
    setChosen({ state: wish, reasonId, name })

  const force = async (wish: Chosen): Promise<void> => {
    setBusy(true)
    const answer = await api.forceState(member.id, { state: wish.state, reasonId: wish.reasonId })
    setBusy(false)
    if (!answer.ok) return tellProblem(answer.problem)
    setChosen(null)
    notices.tell('done', t('team.forced', { name: member.name, state: wish.name }))
  }

  if (chosen) {
    return (
      <div className={styles['confirm']} role="group" aria-label={t('team.change')}>
        <p>
          <strong>{t('team.forceTo', { name: member.name, state: chosen.name })}</strong>{' '}
          {t(`team.force.${chosen.state === 'ready' ? 'ready' : 'away'}`)}
        </p>
        {chosen.state === 'ready' || held(state) === 0 ? null : (
          <p>{t('team.forceKeeps', { count: held(state) })}</p>
        )}
        <div className={styles['acts']}>
          <Button tone="primary" autoFocus isDisabled={isBusy} onPress={() => void force(chosen)}>
            {t('team.forceNow')}
          </Button>
          <Button isDisabled={isBusy} onPress={() => setChosen(null)}>
            {t('team.cancel')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <MenuTrigger>
      <Button icon={<ChevronDown size={16} aria-hidden="true" />}>{t('team.changeTo')}</Button>
      <Menu aria-label={t('team.changeTo')}>
        <MenuPart title={t('state.forAll')}>
          {states.map(([name, Icon]) => (
            <MenuItem
              key={name}
              icon={<Icon size={16} />}
              onAction={() => choose(name, t(`state.channel.${name}`))}
            >
              {t(`state.channel.${name}`)}
            </MenuItem>
          ))}
        </MenuPart>
        {reasons.length === 0 ? null : (
          <MenuPart title={t('state.withReason')}>
            {reasons
              .toSorted((a, b) => a.order - b.order)
              .map(({ id, name, icon }) => {
                const Icon = reasonIcons[icon]
                return (
                  <MenuItem
                    key={id}
                    icon={<Icon size={16} />}
                    onAction={() => choose('not-ready', local(name), id)}
                  >
                    {local(name)}
                  </MenuItem>
                )
              })}
          </MenuPart>
        )}
      </Menu>
    </MenuTrigger>
  )
}

const held = ({ load }: AgentStateView): number => Object.values(load).reduce((sum, count) => sum + count, 0)
