import { Component, type ReactNode } from 'react'
import { languageNow } from '../text/language.ts'
import styles from './failsafe.module.css'

/**
 * What is shown when the page itself fails, most likely because the server was renewed and a part of the old page is gone. It needs no texts and
 * no toolkit: they may be what failed.
 */
const words = {
  es: {
    title: 'La página ha tropezado',
    text: 'Lo enviado está a salvo en el servidor y los borradores siguen en este navegador. Cargar de nuevo suele bastar.',
    act: 'Cargar de nuevo',
  },
  en: {
    title: 'The page has stumbled',
    text: 'What was sent is safe on the server, and drafts are still in this browser. Loading again is usually enough.',
    act: 'Load again',
  },
} as const

export class Failsafe extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    const { title, text, act } = words[languageNow()]
    return (
      <main className={styles['failsafe']} role="alert">
        <h1>{title}</h1>
        <p>{text}</p>
        <button type="button" onClick={() => location.reload()}>
          {act}
        </button>
      </main>
    )
  }
}
