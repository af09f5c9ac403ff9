/** The memory host's files: checked by their content, seen only by who brought them or was sent them. */
import { fileTypeFromBuffer } from 'file-type'
import type { FileId } from '#core/id.ts'
import type { ChannelHost, KeptFile } from './channel.ts'
import { fileKinds } from './file-kind.ts'

const known: readonly string[] = Object.values(fileKinds).flat()
const textual = /^[\t\n\r\u0020-\u007e\u00a0-\uffff]*$/

function pngSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

async function kindOf(bytes: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  const text = new TextDecoder().decode(bytes.subarray(0, 4096))
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml'
  return textual.test(text) ? 'text/plain' : null
}

export function memoryFiles(newId: (prefix: string) => string) {
  const kept = new Map<
    FileId,
    { readonly file: KeptFile; readonly bytes: Uint8Array; readonly users: Set<string> }
  >()

  function put(user: string, file: Omit<KeptFile, 'id'>, bytes: Uint8Array): KeptFile {
    const id = newId('fil') as FileId
    const whole = { id, ...file }
    kept.set(id, { file: whole, bytes, users: new Set([user]) })
    return whole
  }

  const keepFile: ChannelHost['keepFile'] = async ({
    user,
    name,
    bytes,
  }): ReturnType<ChannelHost['keepFile']> => {
    const mime = await kindOf(bytes)
    if (mime === null || !known.includes(mime))
      return { refused: 'file-refused', details: { kind: mime ?? name.split('.').at(-1) ?? '' } }
    const saysImage = /\.(png|jpe?g|gif|webp)$/i.test(name)
    if (saysImage !== /^image\/(png|jpeg|gif|webp)$/.test(mime))
      return { refused: 'file-forged', details: { name } }
    const size = mime === 'image/png' ? pngSize(bytes) : {}
    return { file: put(user, { name, mime, sizeBytes: bytes.byteLength, ...size }, bytes) }
  }

  const openFile: ChannelHost['openFile'] = async (user, id) => {
    const found = kept.get(id)
    return found?.users.has(user) ? { file: found.file, bytes: found.bytes } : null
  }

  return { put, keepFile, openFile, find: (id: FileId) => kept.get(id)?.file }
}
