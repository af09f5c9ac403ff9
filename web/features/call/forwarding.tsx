/** Where the own calls go instead: those that colleagues make or give in person, not those of queues. */
import { CornerUpRight, Search } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Input, SearchField } from 'react-aria-components/SearchField'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { AgentId } from '#core/id.ts'
import type { Forwarding } from '#protocol/call.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { StateSign, useStateWord } from '#web/ui/agent-state.tsx'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { matches } from '#web/ui/matches.ts'
import styles from './forwarding.module.css'

const moments = ['always', 'busy', 'no-answer'] as const

export function ForwardingWindow({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText()
  const { me } = useDesk()
  const { agents } = useWorkspace()
  const states = useLive((model) => model.agents)
  const word = useStateWord()
  const [{ forwarding = null }, save] = usePreferences()
  const [when, setWhen] = useState<Forwarding['when']>(forwarding?.when ?? 'always')
  const [to, setTo] = useState<AgentId | null>(
    forwarding && 'agentId' in forwarding.to ? forwarding.to.agentId : null,
  )
  const others = agents
    .filter(({ id, channels }) => id !== me && channels.includes('voice'))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  const put = (next: Forwarding | null): void => {
    void save({ forwarding: next })
    onClose()
  }
  return (
    <Dialog title={t('call.forward.title')} isOpen onClose={onClose}>
      <div className={styles['body']}>
        <p className={styles['help']}>{t('call.forward.help')}</p>
        <ToggleButtonGroup
          aria-label={t('call.forward.when')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[when]}
          onSelectionChange={(keys) => setWhen(moments.find((one) => keys.has(one)) ?? when)}
          className={styles['moments'] ?? ''}
        >
          {moments.map((one) => (
            <ToggleButton key={one} id={one} className={styles['moment'] ?? ''}>
              {t(`call.forward.moment.${one}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Autocomplete filter={matches}>
          <SearchField aria-label={t('call.forward.search')} autoFocus className={styles['search'] ?? ''}>
            <Search size={16} aria-hidden="true" />
            <Input placeholder={t('call.forward.search')} className={styles['input'] ?? ''} />
          </SearchField>
          <ListBox
            aria-label={t('call.forward.to')}
            items={others}
            selectionMode="single"
            selectedKeys={to === null ? [] : [to]}
            onSelectionChange={(keys) =>
              setTo(others.find(({ id }) => keys === 'all' || keys.has(id))?.id ?? null)
            }
            className={styles['list'] ?? ''}
            renderEmptyState={() => <p className={styles['help']}>{t('call.forward.nobody')}</p>}
          >
            {({ id, name }) => {
              const top = states.get(id)?.top ?? null
              return (
                <ListBoxItem id={id} textValue={name} className={styles['item'] ?? ''}>
                  <Avatar name={name} size="small" />
                  <span className={styles['name']}>{name}</span>
                  <span className={styles['hint']}>
                    <StateSign top={top} size={14} /> {word(top)}
                  </span>
                </ListBoxItem>
              )
            }}
          </ListBox>
        </Autocomplete>
      </div>
      <div className={styles['foot']}>
        {forwarding ? (
          <Button tone="quiet" onPress={() => put(null)}>
            {t('call.forward.remove')}
          </Button>
        ) : null}
        <Button
          tone="primary"
          icon={<CornerUpRight size={16} aria-hidden="true" />}
          isDisabled={to === null}
          onPress={() => {
            if (to !== null) put({ to: { agentId: to }, when })
          }}
        >
          {t('call.forward.act')}
        </Button>
      </div>
    </Dialog>
  )
}
