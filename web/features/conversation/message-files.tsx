import { Download, FileText } from 'lucide-react'
import { useState } from 'react'
import type { FileView } from '#protocol/message.ts'
import { filePath } from '#web/net/api.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './message-files.module.css'

/** Pictures as themselves, everything else as a tile with its name and size; each can be downloaded. */
export function MessageFiles({ files }: { readonly files: readonly FileView[] }) {
  if (files.length === 0) return null
  return (
    <ul className={styles['files']}>
      {files.map((file) => (
        <li key={file.id}>{isPicture(file) ? <Picture file={file} /> : <Tile file={file} />}</li>
      ))}
    </ul>
  )
}

const isPicture = ({ mime }: FileView): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(mime)

function Picture({ file }: { readonly file: FileView }) {
  const { t, format } = useText()
  const [hasFailed, setFailed] = useState(false)
  if (hasFailed) return <Tile file={file} />
  const { name, width, height, sizeBytes } = file
  return (
    <a
      className={styles['picture']}
      href={filePath(file.id)}
      download={name}
      aria-label={t('conversation.downloadFile', { name, size: format.bytes(sizeBytes) })}
    >
      <img
        src={filePath(file.id)}
        alt=""
        loading="lazy"
        decoding="async"
        {...(width && height ? { width, height } : {})}
        onError={() => setFailed(true)}
      />
      <span className={styles['caption']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['size']}>{format.bytes(sizeBytes)}</span>
      </span>
    </a>
  )
}

function Tile({ file }: { readonly file: FileView }) {
  const { t, format } = useText()
  const size = format.bytes(file.sizeBytes)
  return (
    <a
      className={styles['tile']}
      href={filePath(file.id)}
      download={file.name}
      aria-label={t('conversation.downloadFile', { name: file.name, size })}
    >
      <FileText size={20} aria-hidden="true" className={styles['icon']} />
      <span className={styles['name']}>{file.name}</span>
      <span className={styles['size']}>{size}</span>
      <Download size={16} aria-hidden="true" className={styles['get']} />
    </a>
  )
}
