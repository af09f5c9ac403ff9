/**
 * The kinds of file that written channels carry (C5), once for everybody: the server decides a file's kind by its content and holds its
 * name to the endings, channels limit what they take by group, pages know what they may show and how to ask for it.
 */

export const fileGroups = ['image', 'video', 'document', 'audio'] as const
export type FileGroup = (typeof fileGroups)[number]

export type FileKind = {
  readonly group: FileGroup
  /** The one media type that we call it by, whatever the sender called it. */
  readonly mime: string
  /** What its name may end in, the usual one first. */
  readonly endings: readonly [string, ...string[]]
  /** Whether a browser may show it in place: nothing in it can act in the name of the page. Everything else is only ever downloaded. */
  readonly inline: boolean
}

const office = 'application/vnd.openxmlformats-officedocument'

export const fileKinds = {
  jpeg: { group: 'image', mime: 'image/jpeg', endings: ['jpg', 'jpeg', 'jpe', 'jfif'], inline: true },
  png: { group: 'image', mime: 'image/png', endings: ['png', 'apng'], inline: true },
  gif: { group: 'image', mime: 'image/gif', endings: ['gif'], inline: true },
  webp: { group: 'image', mime: 'image/webp', endings: ['webp'], inline: true },
  svg: { group: 'image', mime: 'image/svg+xml', endings: ['svg'], inline: false },
  mp4: { group: 'video', mime: 'video/mp4', endings: ['mp4', 'm4v'], inline: true },
  mov: { group: 'video', mime: 'video/quicktime', endings: ['mov', 'qt'], inline: true },
  webm: { group: 'video', mime: 'video/webm', endings: ['webm'], inline: true },
  txt: { group: 'document', mime: 'text/plain', endings: ['txt'], inline: false },
  csv: { group: 'document', mime: 'text/csv', endings: ['csv'], inline: false },
  pdf: { group: 'document', mime: 'application/pdf', endings: ['pdf'], inline: true },
  zip: { group: 'document', mime: 'application/zip', endings: ['zip'], inline: false },
  rar: { group: 'document', mime: 'application/vnd.rar', endings: ['rar'], inline: false },
  doc: { group: 'document', mime: 'application/msword', endings: ['doc'], inline: false },
  docx: { group: 'document', mime: `${office}.wordprocessingml.document`, endings: ['docx'], inline: false },
  xls: { group: 'document', mime: 'application/vnd.ms-excel', endings: ['xls'], inline: false },
  xlsx: { group: 'document', mime: `${office}.spreadsheetml.sheet`, endings: ['xlsx'], inline: false },
  mp3: { group: 'audio', mime: 'audio/mpeg', endings: ['mp3'], inline: true },
  wav: { group: 'audio', mime: 'audio/wav', endings: ['wav'], inline: true },
  ogg: { group: 'audio', mime: 'audio/ogg', endings: ['ogg', 'oga', 'opus'], inline: true },
  aac: { group: 'audio', mime: 'audio/aac', endings: ['aac'], inline: true },
  m4a: { group: 'audio', mime: 'audio/mp4', endings: ['m4a'], inline: true },
  flac: { group: 'audio', mime: 'audio/flac', endings: ['flac'], inline: true },
} as const satisfies Record<string, FileKind>

const kinds: readonly FileKind[] = Object.values(fileKinds)

export function mimesOfGroup(group: FileGroup): readonly string[] {
  return kinds.filter((kind) => kind.group === group).map(({ mime }) => mime)
}

export function kindOfMime(mime: string): FileKind | null {
  return kinds.find((kind) => kind.mime === mime) ?? null
}

export function kindOfEnding(ending: string): FileKind | null {
  return kinds.find(({ endings }) => endings.includes(ending)) ?? null
}

/** Images whose dimensions are known and that have a thumbnail. */
export function isPicture({ group, mime }: Pick<FileKind, 'group' | 'mime'>): boolean {
  return group === 'image' && mime !== fileKinds.svg.mime
}
