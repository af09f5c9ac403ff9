/** One colleague: the state of each channel with what is in hand, queues, teams and skills; supervisors can change the state. */
import { Phone, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { isAtLeast } from '#core/permission/role.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { AgentState, StateSign } from '#web/ui/agent-state.tsx'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import styles from './colleague-card.module.css'
import type { Colleague } from './colleague.ts'
import { ForceState } from './force-state.tsx'
import { useFavourite } from './use-colleagues.ts'

export function ColleagueCard({
  colleague,
  ofCard,
  onClose,
}: {
  readonly colleague: Colleague
  /** Between who it is and what they do. */
  readonly ofCard: (id: Colleague['id']) => ReactNode
  readonly onClose: () => void
}) {
  const { t, local } = useText()
  const { agent, queues, teams, skills } = useWorkspace()
  const onFavourite = useFavourite()
  const doing = useCallDoing()
  const { member, state, isFavourite } = colleague
  const top = state?.top ?? null
  const isThere = top !== null && top.name !== 'offline'
  const mayForce = isAtLeast(agent.role, 'supervisor') && member.id !== agent.id
  const mayCall =
    isThere && member.id !== agent.id && member.channels.includes('voice') && agent.channels.includes('voice')
  const ofThem = <Id extends string>(
    all: readonly { readonly id: Id; readonly name: string }[],
    ids: readonly Id[],
  ) => all.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  return (
    <Dialog title={member.name} shape="sheet" isOpen onClose={onClose}>
      <div className={styles['card']} tabIndex={0} role="group" aria-label={member.name}>
        <div className={styles['head']}>
          <Avatar name={member.name} size="large" />
          <div className={styles['who']}>
            <p className={styles['role']}>{t(`me.role.${member.role}`)}</p>
            <AgentState top={top} />
            {top?.pending ? <p className={styles['quiet']}>{t('team.wishesElse')}</p> : null}
          </div>
        </div>
        {mayCall ? (
          <Button
            icon={<Phone size={16} aria-hidden="true" />}
            onPress={() => {
              onClose()
              void doing.start({ agentId: member.id })
            }}
          >
            {t('call.way.dial')}
          </Button>
        ) : null}
        <Button
          icon={<Star size={16} aria-hidden="true" className={isFavourite ? styles['starred'] : undefined} />}
          onPress={() => onFavourite(member.id)}
        >
          {t(isFavourite ? 'team.unfavourite' : 'team.makeFavourite')}
        </Button>
        {ofCard(member.id)}
        <Part title={t('team.channels')}>
          <ul className={styles['channels']}>
            {member.channels.map((channel) => {
              const one = state?.channels[channel]
              const of = { load: state?.load[channel] ?? 0, most: member.maximum[channel] ?? 0 }
              return (
                <li key={channel} className={styles['channel']}>
                  <ChannelGlyph channel={channel} isNamed={false} />
                  <span className={styles['name']}>{t(`channel.${channel}`)}</span>
                  <span className={styles['quiet']}>{t(`state.channel.${one?.state ?? 'logged-out'}`)}</span>
                  <span className={styles['load']}>{t('team.load', of)}</span>
                  {state?.takes.includes(channel) ? (
                    <span className={styles['takes']}>
                      <StateSign top={{ ...state.top, name: 'ready', reasonId: null }} size={14} />
                      {t('team.takesNow')}
                    </span>
                  ) : null}
                </li>
              )
            })}
          </ul>
        </Part>
        <Names title={t('team.queues')} names={ofThem(queues, member.queueIds)} />
        <Names title={t('team.teams')} names={ofThem(teams, member.teamIds)} />
        <Names
          title={t('team.skills')}
          names={ofThem(
            skills.map(({ id, name }) => ({ id, name: local(name) })),
            member.skillIds,
          )}
        />
        {mayForce ? (
          <Part title={t('team.change')}>
            {isThere && state ? (
              <ForceState member={member} state={state} />
            ) : (
              <p className={styles['quiet']}>{t('team.notThere')}</p>
            )}
          </Part>
        ) : null}
      </div>
    </Dialog>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{title}</h3>
      {children}
    </section>
  )
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <Part title={title}>
      <ul className={styles['names']}>
        {names.map((name) => (
          <li key={name} className={styles['chip']}>
            {name}
          </li>
        ))}
      </ul>
    </Part>
  )
}
