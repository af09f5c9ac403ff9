/** How a response reads in this conversation, with the wording that fits best and the others to choose from. */
import { ChevronDown, CornerDownLeft, Paperclip, Star } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { ResponseVariant } from '#protocol/config/response.ts'
import type { ResponseFolderView, ResponseView } from '#protocol/response.ts'
import { useText, type Text } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import { FilledText } from './filled-text.tsx'
import styles from './response-preview.module.css'
import { pathText } from './use-library.ts'
import type { Wordings } from './use-wordings.ts'

type Props = {
  readonly response: ResponseView
  readonly folders: ReadonlyMap<string, ResponseFolderView>
  readonly wordings: Wordings
  readonly isFavourite: boolean
  readonly onFavourite: () => void
  /** Null: nothing can be written in this conversation now. */
  readonly onInsert: ((wording: ResponseVariant) => void) | null
}

export function ResponsePreview({ response, folders, wordings, isFavourite, onFavourite, onInsert }: Props) {
  const text = useText()
  const { t, local, format } = text
  const [place, setPlace] = useState<number | null>(null)
  const { variants, files } = response
  const fitting = wordings.choose(response)
  const wording = (place === null ? fitting : variants[place]) ?? null
  const name = local(response.name)
  const path = pathText(folders, response, local)
  return (
    <section className={styles['preview']} aria-label={t('response.preview', { name })}>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <h3 className={styles['name']}>{name}</h3>
          {path === '' ? null : <p className={styles['path']}>{path}</p>}
        </div>
        <IconButton
          label={t(isFavourite ? 'response.unfavour' : 'response.favour')}
          icon={<Star size={16} className={isFavourite ? styles['starred'] : undefined} />}
          aria-pressed={isFavourite}
          onPress={onFavourite}
        />
      </header>
      {wording ? (
        <p className={styles['text']} lang={wording.language} tabIndex={0}>
          <FilledText filled={wordings.fill(wording.text, wording.language)} />
        </p>
      ) : (
        <p className={styles['note']}>{t('response.otherChannels')}</p>
      )}
      {files.length === 0 ? null : (
        <ul className={styles['files']} aria-label={t('response.files', { count: files.length })}>
          {files.map((file) => (
            <li key={file.id} className={styles['file']}>
              <Paperclip size={14} aria-hidden="true" />
              <span className={styles['fileName']}>{file.name}</span>
              <span className={styles['size']}>{format.bytes(file.sizeBytes)}</span>
            </li>
          ))}
        </ul>
      )}
      <footer className={styles['foot']}>
        {variants.length > 1 ? (
          <MenuTrigger>
            <AriaButton
              className={styles['which'] ?? ''}
              aria-label={t('response.wording', { name: wording ? wordingName(wording, text) : '—' })}
            >
              {wording ? wordingName(wording, text) : '—'} <ChevronDown size={14} aria-hidden="true" />
            </AriaButton>
            <Menu
              aria-label={t('response.wording', { name })}
              placement="top start"
              selectionMode="single"
              selectedKeys={wording ? [String(variants.indexOf(wording))] : []}
              onSelectionChange={(keys) => {
                const [key] = keys === 'all' ? [] : [...keys]
                if (key !== undefined) setPlace(Number(key))
              }}
            >
              {variants.map((variant, index) => (
                <MenuItem key={wordingKey(variant, index)} id={String(index)}>
                  {wordingName(variant, text)}
                </MenuItem>
              ))}
            </Menu>
          </MenuTrigger>
        ) : (
          <span className={styles['which']}>{wording ? wordingName(wording, text) : ''}</span>
        )}
        <Button
          tone="primary"
          icon={<CornerDownLeft size={16} aria-hidden="true" />}
          isDisabled={wording === null || onInsert === null}
          onPress={() => {
            if (wording) onInsert?.(wording)
          }}
        >
          {t('response.insert')}
        </Button>
      </footer>
      {onInsert === null ? <p className={styles['note']}>{t('response.notHere')}</p> : null}
    </section>
  )
}

const wordingKey = ({ language, channels }: ResponseVariant, index: number): string =>
  `${index} ${language} ${channels?.join(' ') ?? ''}`

/** `Español`, `Inglés · WhatsApp, SMS`. */
function wordingName({ language, channels }: ResponseVariant, { t }: Text): string {
  const name = t(`response.language.${language}`)
  return channels === null ? name : `${name} · ${channels.map((kind) => t(`channel.${kind}`)).join(', ')}`
}
