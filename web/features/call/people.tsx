/** Whom the agent asks and who takes part: each with what they are doing and how they come through, and what can be done about it. */
import {
  Ear,
  Megaphone,
  MessageSquareDashed,
  MicOff,
  PhoneOff,
  Undo2,
  UserRoundCheck,
  Users,
  Repeat2,
  Headphones,
} from 'lucide-react'
import type { CallView, PartyView } from '#protocol/call.ts'
import { partyWithRole } from '#web/live/call-party.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Elapsed } from '#web/ui/elapsed.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { mayOf } from './may.ts'
import { usePartyName } from './party-name.ts'
import styles from './people.module.css'
import { QualityMark } from './quality-mark.tsx'

/** Everybody in it, when they are more than two. */
export function Roster({ view }: { readonly view: CallView }) {
  const { t } = useText()
  const { me } = useDesk()
  const shown = view.parties.filter(({ role }) => role !== 'consulted')
  if (shown.length < 3) return null
  const isOwner = mayOf(view, me).isOwner
  return (
    <ul className={styles['roster']} aria-label={t('call.roster')}>
      {shown.map((party) => (
        <Person
          key={party.id}
          view={view}
          party={party}
          isOwn={party.who.kind === 'agent' && party.who.agentId === me}
          mayRemove={isOwner && (party.role === 'member' || party.hasStayed === true)}
        />
      ))}
    </ul>
  )
}

const modeIcons = { listen: Ear, whisper: MessageSquareDashed, barge: Megaphone } as const

function Person({
  view,
  party,
  isOwn,
  mayRemove,
}: {
  readonly view: CallView
  readonly party: PartyView
  readonly isOwn: boolean
  readonly mayRemove: boolean
}) {
  const { t } = useText()
  const doing = useCallDoing()
  const name = usePartyName()(party.who)
  const { leg, mode } = party
  const Mode = mode ? modeIcons[mode] : null
  const isRinging = leg.name === 'ringing'
  return (
    <li className={styles['person']}>
      <Avatar name={name} size="small" />
      <span className={styles['name']}>{isOwn ? t('call.me', { name }) : name}</span>
      <span className={styles['role']}>
        {Mode ? <Mode size={14} aria-hidden="true" /> : null}
        {mode
          ? t(`call.standing.${mode}`)
          : leg.name === 'up'
            ? t(`call.role.${party.role}`)
            : t(`call.leg.${leg.name}`)}
        {isRinging ? <Elapsed since={leg.since} className={styles['time']} /> : null}
      </span>
      {party.isMuted ? (
        <span className={styles['muted']}>
          <MicOff size={14} aria-hidden="true" /> {t('call.mutedShort')}
        </span>
      ) : null}
      {leg.name === 'up' ? (
        <QualityMark callId={view.id} partyId={party.id} {...(isOwn ? {} : { name })} />
      ) : null}
      {mayRemove ? (
        <IconButton
          label={t(isRinging ? 'call.stopRinging' : 'call.remove', { name })}
          icon={<PhoneOff size={16} />}
          className={styles['remove']}
          onPress={() => void doing.act(view.id, { type: 'remove', partyId: party.id })}
        />
      ) : null}
    </li>
  )
}

/** The consultation: who is asked, and the ways to go on. */
export function Consultation({ view }: { readonly view: CallView }) {
  const { t } = useText()
  const { me } = useDesk()
  const doing = useCallDoing()
  const nameOf = usePartyName()
  const may = mayOf(view, me)
  const { consulted, complete } = may
  if (!consulted) return null
  const name = nameOf(consulted.who)
  const customer = nameOf(partyWithRole(view, 'customer')?.who)
  const isInConsult = view.ownerIn === 'consult'
  const { leg } = consulted
  return (
    <section className={styles['consult']} aria-label={t('call.consult.title', { name })}>
      <p className={styles['asked']}>
        <Avatar name={name} size="small" />
        <span className={styles['name']}>{t('call.consult.title', { name })}</span>
        <span className={styles['role']}>
          {leg.name === 'up'
            ? t(isInConsult ? 'call.consult.talking' : 'call.consult.waits')
            : t(`call.leg.${leg.name}`)}{' '}
          <Elapsed since={leg.since} className={styles['time']} />
        </span>
        {leg.name === 'up' ? <QualityMark callId={view.id} partyId={consulted.id} name={name} /> : null}
      </p>
      <div className={styles['acts']}>
        {may.turn ? (
          <Button
            icon={<Repeat2 size={16} aria-hidden="true" />}
            onPress={() => void doing.act(view.id, { type: 'turn', to: isInConsult ? 'main' : 'consult' })}
            aria-keyshortcuts={ariaKeyOf('call.switch')}
          >
            {t('call.consult.turnTo', { name: isInConsult ? customer : name })}{' '}
            <Kbd>{capOf('call.switch')}</Kbd>
          </Button>
        ) : null}
        {complete ? (
          <>
            <span data-call-button="complete">
              <Button
                tone="primary"
                icon={<UserRoundCheck size={16} aria-hidden="true" />}
                onPress={() =>
                  void doing.act(view.id, { type: 'hand-over', partyId: complete.id, stay: false })
                }
                aria-keyshortcuts={ariaKeyOf('call.complete')}
              >
                {t('call.consult.complete')} <Kbd>{capOf('call.complete')}</Kbd>
              </Button>
            </span>
            <Button
              icon={<Headphones size={16} aria-hidden="true" />}
              onPress={() => void doing.act(view.id, { type: 'hand-over', partyId: complete.id, stay: true })}
            >
              {t('call.consult.stay')}
            </Button>
          </>
        ) : null}
        {leg.name === 'up' ? (
          <Button
            icon={<Users size={16} aria-hidden="true" />}
            onPress={() => void doing.act(view.id, { type: 'merge' })}
            aria-keyshortcuts={ariaKeyOf('call.merge')}
          >
            {t('call.consult.merge')} <Kbd>{capOf('call.merge')}</Kbd>
          </Button>
        ) : null}
        <Button
          icon={<Undo2 size={16} aria-hidden="true" />}
          onPress={() => void doing.act(view.id, { type: 'remove', partyId: consulted.id })}
          aria-keyshortcuts={ariaKeyOf('call.endConsult')}
        >
          {t(leg.name === 'ringing' ? 'call.consult.cancel' : 'call.consult.end')}{' '}
          <Kbd>{capOf('call.endConsult')}</Kbd>
        </Button>
      </div>
    </section>
  )
}
