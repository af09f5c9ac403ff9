/** The media types that written channels may carry, by group; the table itself is everybody's (protocol/file-kind.ts). */
import { fileGroups, mimesOfGroup, type FileGroup } from '#protocol/file-kind.ts'

export { fileGroups, type FileGroup } from '#protocol/file-kind.ts'

export const fileKinds = Object.fromEntries(
  fileGroups.map((group) => [group, mimesOfGroup(group)]),
) as Readonly<Record<FileGroup, readonly string[]>>
