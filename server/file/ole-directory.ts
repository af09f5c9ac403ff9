/**
 * The names of the streams in an OLE compound file: the container of Word's and Excel's older documents, but also of installers, mail and
 * of newer documents that a password protects. Which of them it is only these names say.
 *
 * The file is a little file system: sectors, a table that says which sector follows which (FAT), and a chain of sectors with a directory.
 * Reads a bounded number of sectors, whatever the file claims about itself.
 */
import { open, type FileHandle } from 'node:fs/promises'

const headerBytes = 512
const entryBytes = 128
const firstTableEntries = 109
const mostSectors = 512

class Broken extends Error {}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw new Broken()
  return buffer
}

async function readNames(handle: FileHandle): Promise<ReadonlySet<string>> {
  const header = await readAt(handle, 0, headerBytes)
  const shift = header.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) throw new Broken()
  const sectorBytes = 1 << shift
  const perSector = sectorBytes / 4
  const place = (sector: number): number => (sector + 1) * sectorBytes
  let left = mostSectors
  const isSector = (sector: number): boolean => sector < 0xff_ff_ff_fa && left-- > 0

  /** Which sector holds this part of the FAT. */
  async function tableSector(index: number): Promise<number> {
    if (index < firstTableEntries) return header.readUInt32LE(76 + index * 4)
    let sector = header.readUInt32LE(68)
    let beyond = index - firstTableEntries
    for (; beyond >= perSector - 1; beyond -= perSector - 1) {
      if (!isSector(sector)) throw new Broken()
      sector = (await readAt(handle, place(sector) + sectorBytes - 4, 4)).readUInt32LE()
    }
    if (!isSector(sector)) throw new Broken()
    return (await readAt(handle, place(sector) + beyond * 4, 4)).readUInt32LE()
  }

  async function follow(sector: number): Promise<number> {
    const table = await tableSector(Math.floor(sector / perSector))
    if (!isSector(table)) throw new Broken()
    return (await readAt(handle, place(table) + (sector % perSector) * 4, 4)).readUInt32LE()
  }

  const names = new Set<string>()
  for (let sector = header.readUInt32LE(48); isSector(sector); sector = await follow(sector)) {
    const entries = await readAt(handle, place(sector), sectorBytes)
    for (let at = 0; at < sectorBytes; at += entryBytes) {
      const nameBytes = Math.min(64, entries.readUInt16LE(at + 64))
      if (nameBytes > 2) names.add(entries.toString('utf16le', at, at + nameBytes - 2))
    }
  }
  return names
}

/** Empty when the file is damaged. */
export async function oleStreamNames(file: string): Promise<ReadonlySet<string>> {
  const handle = await open(file, 'r')
  try {
    return await readNames(handle)
  } catch (error) {
    if (error instanceof Broken || error instanceof RangeError) return new Set()
    throw error
  } finally {
    await handle.close()
  }
}
