import { Play } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { Label } from 'react-aria-components/Label'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { Tone } from '#protocol/workspace.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Switch } from '#web/ui/switch.tsx'
import styles from './alert-settings.module.css'
import { sounder } from './sound-of-page.ts'
import { soundOf, strikesOf, usualVolume } from './tone.ts'

/** As in protocol/workspace.ts, whose values the page does not load; the compiler compares. */
const tones = ['chime', 'bell', 'knock', 'drop', 'ring'] as const satisfies readonly Tone[]

export function SoundSettings() {
  const { t } = useText()
  const { agent } = useWorkspace()
  const [preferences, save] = usePreferences()
  const { sound = true, volume = usualVolume, sounds = {} } = preferences
  const [dragged, setDragged] = useState<number | null>(null)
  const state = useSyncExternalStore(sounder.state.subscribe, sounder.state.get)

  const hear = async (tone: Tone, at = volume): Promise<void> => {
    if (await sounder.wake()) sounder.play(strikesOf[tone], at)
  }
  const put = (channel: ChannelKind, on: boolean, tone: Tone): void =>
    void save({ sounds: { ...sounds, [channel]: { on, tone } } })

  return (
    <section className={styles['section']} aria-label={t('alert.soundTitle')}>
      <Switch isSelected={sound} onChange={(isOn) => void save({ sound: isOn })}>
        {t('me.sound')}
      </Switch>
      {state === 'blocked' ? (
        <p className={styles['problem']} role="status">
          {t('alert.soundBlocked')}
        </p>
      ) : null}
      <Slider
        className={styles['slider'] ?? ''}
        minValue={0}
        maxValue={100}
        step={5}
        isDisabled={!sound}
        value={Math.round((dragged ?? volume) * 100)}
        onChange={(value) => setDragged((Array.isArray(value) ? (value[0] ?? 0) : value) / 100)}
        onChangeEnd={(value) => {
          const next = (Array.isArray(value) ? (value[0] ?? 0) : value) / 100
          setDragged(null)
          void save({ volume: next })
          void hear(soundOf('web-chat', preferences).tone, next)
        }}
      >
        <Label className={styles['label'] ?? ''}>{t('alert.volume')}</Label>
        <SliderTrack className={styles['track'] ?? ''}>
          <SliderThumb className={styles['thumb'] ?? ''} />
        </SliderTrack>
        <span className={styles['percent']}>{Math.round((dragged ?? volume) * 100)} %</span>
      </Slider>
      <ul className={styles['channels']}>
        {agent.channels.map((channel) => {
          const chosen = soundOf(channel, { ...preferences, sound: true })
          const name = t(`channel.${channel}`)
          return (
            <li key={channel} className={styles['channel']}>
              <Switch
                isSelected={sound && chosen.on}
                isDisabled={!sound}
                onChange={(isOn) => put(channel, isOn, chosen.tone)}
              >
                <ChannelGlyph channel={channel} size={16} />
                {name}
              </Switch>
              <select
                className={styles['tone']}
                aria-label={t('alert.toneOf', { channel: name })}
                disabled={!sound || !chosen.on}
                value={chosen.tone}
                onChange={({ target }) => {
                  const tone = tones.find((one) => one === target.value) ?? 'chime'
                  put(channel, true, tone)
                  void hear(tone)
                }}
              >
                {tones.map((tone) => (
                  <option key={tone} value={tone}>
                    {t(`alert.tone.${tone}`)}
                  </option>
                ))}
              </select>
              <IconButton
                label={t('alert.hear', { tone: t(`alert.tone.${chosen.tone}`) })}
                icon={<Play size={16} />}
                isDisabled={!sound || !chosen.on}
                onPress={() => void hear(chosen.tone)}
              />
            </li>
          )
        })}
      </ul>
      <p className={styles['help']}>{t('alert.soundHelp')}</p>
    </section>
  )
}
