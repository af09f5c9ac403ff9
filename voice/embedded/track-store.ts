/**
 * Where recorded tracks are kept while they are written: one file for each party. It is never in the clear on the disk: each piece is encrypted
 * by itself (AES-256-GCM) as soon as it is there, so that a crash costs no more than the piece that was being gathered.
 *
 * A file is pieces, each of them: length of what is encrypted (4 bytes, big-endian), nonce (12), encrypted bytes, tag (16). The number of the piece is
 * authenticated with it, so that pieces can be neither left out nor put in another order without being noticed.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomInt } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { PartyId } from '#core/id.ts'
import type { RecordingId } from '../engine.ts'
import { createOggOpusWriter } from '../ogg-opus.ts'
import type { TrackSink } from './recorder.ts'

export type RecordedTrack = {
  readonly partyId: PartyId
  readonly path: string
  readonly sink: TrackSink
  /** Of the file, so far. */
  readonly sizeBytes: () => number
}

export interface TrackStore {
  open(recordingId: RecordingId, partyId: PartyId): RecordedTrack
}

const nonceBytes = 12
const tagBytes = 16

/** `key`: 32 bytes. */
export function createTrackStore(folder: string, key: Buffer): TrackStore {
  return {
    open(recordingId, partyId) {
      const into = join(folder, recordingId)
      mkdirSync(into, { recursive: true, mode: 0o700 })
      const path = join(into, `${partyId}.opus.enc`)
      const file = openSync(path, 'w', 0o600)
      let size = 0
      let pieces = 0
      const writer = createOggOpusWriter(randomInt(2 ** 32 - 1), (bytes) => {
        const piece = seal(key, pieces, bytes)
        pieces += 1
        size += piece.length
        writeSync(file, piece)
      })
      return {
        partyId,
        path,
        sizeBytes: () => size,
        sink: {
          write: writer.write,
          flush: writer.flush,
          end() {
            writer.end()
            closeSync(file)
          },
        },
      }
    },
  }
}

function numbered(piece: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(piece)
  return bytes
}

function seal(key: Buffer, piece: number, bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(numbered(piece))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([length, nonce, sealed, cipher.getAuthTag()])
}

/** A page of Ogg, at most. */
const longestPiece = 70_000

/** How long the piece is that begins here; null: its beginning is not all there. */
export function pieceSize(bytes: Buffer): number | 'too-long' | null {
  if (bytes.length < 4) return null
  const length = bytes.readUInt32BE(0)
  return length > longestPiece ? 'too-long' : 4 + nonceBytes + length + tagBytes
}

/** A whole piece in the clear; null: it was changed, is another piece, or another key's. */
export function openPiece(key: Buffer, number: number, piece: Buffer): Buffer | null {
  const from = 4 + nonceBytes
  const cipher = createDecipheriv('aes-256-gcm', key, piece.subarray(4, from), { authTagLength: tagBytes })
  cipher.setAAD(numbered(number))
  cipher.setAuthTag(piece.subarray(-tagBytes))
  const clear = cipher.update(piece.subarray(from, -tagBytes))
  try {
    cipher.final()
    return clear
  } catch {
    return null
  }
}

/** A whole file in the clear; throws when anything of it was changed. A last piece that was cut short by a crash is left out. */
export function openTrack(key: Buffer, file: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < file.length;) {
    const size = pieceSize(file.subarray(at))
    if (size === null || (size !== 'too-long' && at + size > file.length)) break
    const clear = size === 'too-long' ? null : openPiece(key, pieces.length, file.subarray(at, at + size))
    if (!clear || size === 'too-long') throw new Error('A piece cannot be authenticated.')
    pieces.push(clear)
    at += size
  }
  return Buffer.concat(pieces)
}
