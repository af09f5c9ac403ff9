import { expect, it } from 'vitest'
import { fileGroups, fileKinds, isPicture, kindOfEnding, kindOfMime, mimesOfGroup } from './file-kind.ts'

const kinds = Object.values(fileKinds)

it('every kind that written channels carry has its ending', () => {
  const carried = {
    image: 'jpg png jpeg gif webp svg',
    video: 'mp4 mov webm',
    document: 'txt pdf rar zip doc docx xls csv xlsx',
    audio: 'mp3 wav ogg aac m4a flac',
  }
  for (const group of fileGroups)
    for (const ending of carried[group].split(' ')) expect(kindOfEnding(ending)?.group).toBe(group)
})

it('an ending and a media type belong to one kind', () => {
  const endings = kinds.flatMap((kind) => [...kind.endings])
  expect(new Set(endings).size).toBe(endings.length)
  expect(new Set(kinds.map(({ mime }) => mime)).size).toBe(kinds.length)
  for (const kind of kinds) expect(kindOfMime(kind.mime)).toBe(kind)
  expect(fileGroups.flatMap(mimesOfGroup).length).toBe(kinds.length)
})

it('nothing that may carry code is shown in place', () => {
  for (const mime of ['image/svg+xml', 'text/plain', 'text/csv', 'application/zip', 'application/msword'])
    expect(kindOfMime(mime)?.inline).toBe(false)
  expect(kindOfMime('text/html')).toBeNull()
  expect(kindOfEnding('html')).toBeNull()
  expect(isPicture(fileKinds.svg)).toBe(false)
  expect(isPicture(fileKinds.png)).toBe(true)
})
