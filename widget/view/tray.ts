/** The files beside the message being written, each with how far it is and what became of it. */
import { fileSize } from '../text/moment.ts'
import type { Words } from '../text/words.ts'
import type { Attachment, Attachments } from '../visit/attachments.ts'
import { h, place, setText } from './element.ts'
import { icon } from './icon.ts'

export interface Tray {
  readonly element: HTMLElement
  update(): void
}

export function tray(attachments: Attachments, words: Words, locale: string): Tray {
  const element = h('ul', { class: 'tray' })
  const rows = new Map<
    number,
    {
      readonly element: HTMLElement
      readonly status: string
      readonly bar: HTMLProgressElement | null
      readonly tell: HTMLElement
    }
  >()

  function says({ status, sizeBytes }: Attachment): string {
    switch (status.is) {
      case 'uploading':
        return `${Math.round(status.part * 100)} %`
      case 'there':
        return fileSize(sizeBytes, locale)
      case 'refused':
        return status.why ?? words.fileRefused
      case 'lost':
        return words.uploadLost
    }
  }

  function draw(attachment: Attachment) {
    const { key, name, status } = attachment
    const bar =
      status.is === 'uploading'
        ? h('progress', { set: { max: 1, 'aria-label': words.uploading(name) } })
        : null
    // A refusal is told at once; progress has the bar for that.
    const tell = h(
      'span',
      {
        class: 'attached-says',
        set: { role: status.is === 'refused' || status.is === 'lost' ? 'alert' : null },
      },
      says(attachment),
    )
    const tool = (label: string, glyph: 'again' | 'close', onclick: () => void) =>
      h(
        'button',
        { class: 'tool small', set: { type: 'button', 'aria-label': label, title: label }, on: { onclick } },
        icon(glyph),
      )
    const element = h(
      'li',
      { class: `attached is-${status.is}` },
      icon(status.is === 'refused' || status.is === 'lost' ? 'alert' : 'file'),
      h('span', { class: 'file-names' }, h('span', { class: 'file-name' }, name), tell, bar),
      status.is === 'lost' && tool(words.retry, 'again', () => attachments.retry(key)),
      tool(words.remove(name), 'close', () => attachments.remove(key)),
    )
    return { element, status: status.is, bar, tell }
  }

  return {
    element,
    update() {
      const all = attachments.all.map((attachment) => {
        const known = rows.get(attachment.key)
        const row = known?.status === attachment.status.is ? known : draw(attachment)
        rows.set(attachment.key, row)
        setText(row.tell, says(attachment))
        if (row.bar && attachment.status.is === 'uploading') row.bar.value = attachment.status.part
        return row.element
      })
      place(element, all)
      element.hidden = all.length === 0
    },
  }
}
