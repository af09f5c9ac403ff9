/** The kinds of file that written channels may carry (C5), by what a person would call them, as media types found from the content. */
export const fileKinds = {
  image: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/svg+xml'],
  video: ['video/mp4', 'video/quicktime', 'video/webm'],
  audio: ['audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/aac', 'audio/mp4', 'audio/x-m4a', 'audio/flac'],
  document: [
    'text/plain',
    'text/csv',
    'application/pdf',
    'application/zip',
    'application/vnd.rar',
    'application/x-rar-compressed',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-excel',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
} as const

export type FileGroup = keyof typeof fileKinds

export const fileGroups = Object.keys(fileKinds) as readonly FileGroup[]
