/** What narrows the team down: a name, a state with how many are in it, a queue, a team, a skill, the favourites; and the order. */
import { ArrowDownUp, ChevronDown, Search, Star, X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Input, SearchField } from 'react-aria-components/SearchField'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import { noFilter, presences, teamSorts, type PresenceFilter, type TeamFilter } from './colleague.ts'
import styles from './team-bar.module.css'
import { look, sortTeam, type TeamView } from './team-view.ts'

type Props = {
  readonly view: TeamView
  readonly counts: Readonly<Record<PresenceFilter, number>>
}

export function TeamBar({ view, counts }: Props) {
  const { t, local, format } = useText()
  const { queues, teams, skills } = useWorkspace()
  const { filter, sort } = view
  const isNarrowed = isFiltered(filter)
  return (
    <div className={styles['bar']} role="search" aria-label={t('team.search')}>
      <SearchField
        aria-label={t('team.searchName')}
        value={filter.text}
        onChange={(text) => look({ text })}
        className={styles['search'] ?? ''}
      >
        <Search size={16} aria-hidden="true" />
        <Input placeholder={t('team.searchName')} className={styles['input'] ?? ''} />
      </SearchField>
      <ToggleButtonGroup
        aria-label={t('team.byState')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter.presence]}
        onSelectionChange={(keys) => look({ presence: presences.find((each) => keys.has(each)) ?? 'all' })}
        className={styles['states'] ?? ''}
      >
        {presences.map((each) => (
          <ToggleButton key={each} id={each} className={classNames(styles['state'], styles[each])}>
            {t(`team.presence.${each}`)}
            <span className={styles['count']}>{format.number(counts[each])}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className={styles['more']}>
        <Narrow
          label={t('team.queue')}
          all={t('team.anyQueue')}
          choices={queues}
          chosen={filter.queueId}
          onChoose={(queueId) => look({ queueId })}
        />
        <Narrow
          label={t('team.team')}
          all={t('team.anyTeam')}
          choices={teams}
          chosen={filter.teamId}
          onChoose={(teamId) => look({ teamId })}
        />
        <Narrow
          label={t('team.skill')}
          all={t('team.anySkill')}
          choices={skills.map(({ id, name }) => ({ id, name: local(name) }))}
          chosen={filter.skillId}
          onChoose={(skillId) => look({ skillId })}
        />
        <ToggleButton
          isSelected={filter.favouritesOnly}
          onChange={(favouritesOnly) => look({ favouritesOnly })}
          className={styles['pill'] ?? ''}
        >
          <Star size={14} aria-hidden="true" />
          {t('team.favourites')}
        </ToggleButton>
        <MenuTrigger>
          <Button
            className={styles['pill'] ?? ''}
            aria-label={t('team.sortNow', { sort: t(`team.sort.${sort}`) })}
          >
            <ArrowDownUp size={14} aria-hidden="true" />
            {t(`team.sort.${sort}`)}
          </Button>
          <Menu
            aria-label={t('team.sortBy')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[sort]}
            onAction={(key) => sortTeam(teamSorts.find((each) => each === key) ?? 'available')}
          >
            {teamSorts.map((each) => (
              <MenuItem key={each} id={each}>
                {t(`team.sort.${each}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
        {isNarrowed ? (
          <Button className={styles['clear'] ?? ''} onPress={() => look(noFilter)}>
            <X size={14} aria-hidden="true" />
            {t('team.clear')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

export function isFiltered(filter: TeamFilter): boolean {
  return Object.entries(noFilter).some(([key, value]) => filter[key as keyof TeamFilter] !== value)
}

/** From how many on a menu can be searched. */
const many = 8

/** One of several, or any of them; nothing to choose from shows nothing. */
function Narrow<Id extends string>({
  label,
  all,
  choices,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly all: string
  readonly choices: readonly { readonly id: Id; readonly name: string }[]
  readonly chosen: Id | null
  readonly onChoose: (id: Id | null) => void
}) {
  const { t } = useText()
  if (choices.length === 0) return null
  const name = choices.find(({ id }) => id === chosen)?.name ?? all
  return (
    <MenuTrigger>
      <Button
        className={classNames(styles['pill'], chosen !== null && styles['chosen'])}
        aria-label={`${label}: ${name}`}
      >
        <span className={styles['what']}>{name}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <Menu
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen ?? 'any']}
        search={
          choices.length > many
            ? { label: t('team.searchIn', { what: label }), nothing: t('team.nothing') }
            : undefined
        }
        onAction={(key) => onChoose(choices.find(({ id }) => id === key)?.id ?? null)}
      >
        {[{ id: 'any', name: all }, ...choices.toSorted((a, b) => a.name.localeCompare(b.name))].map(
          (each) => (
            <MenuItem key={each.id} id={each.id}>
              {each.name}
            </MenuItem>
          ),
        )}
      </Menu>
    </MenuTrigger>
  )
}
