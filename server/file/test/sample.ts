/** Small files of every kind, made here byte by byte: what a detector and a decoder look at is real, the rest is short. */
import sharp from 'sharp'

const text = (value: string): Buffer => Buffer.from(value, 'latin1')
const u16 = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8])
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Uncompressed entries; the checksums are nobody's business here. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, body] of Object.entries(entries)) {
    const common = [
      u16(20),
      u16(0),
      u16(0),
      u16(0),
      u16(0),
      u32(0),
      u32(body.length),
      u32(body.length),
      u16(name.length),
      u16(0),
    ]
    const local = Buffer.concat([text('PK\u0003\u0004'), ...common, text(name), text(body)])
    directory.push(
      Buffer.concat([
        text('PK\u0001\u0002'),
        u16(20),
        ...common,
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(at),
        text(name),
      ]),
    )
    parts.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const count = u16(directory.length)
  return Buffer.concat([
    ...parts,
    central,
    text('PK\u0005\u0006'),
    u16(0),
    u16(0),
    count,
    count,
    u32(central.length),
    u32(at),
    u16(0),
  ])
}

export function officeZip(contentType: string, part: string): Buffer {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${contentType}"/></Types>`
  return zip({ '[Content_Types].xml': types, [part]: '<x/>' })
}

const main = 'application/vnd.openxmlformats-officedocument'

/** A compound file whose directory names these streams. */
export function ole(...streams: readonly string[]): Buffer {
  const sector = 512
  const end = 0xff_ff_ff_fe
  const entries = ['Root Entry', ...streams].map((name) => {
    const entry = Buffer.alloc(128)
    entry.write(name, 0, 'utf16le')
    entry.writeUInt16LE(name.length * 2 + 2, 64)
    entry[66] = 2
    return entry
  })
  const directory = Buffer.concat(entries)
  const sectors = Math.ceil(directory.length / sector)
  const header = Buffer.alloc(sector)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xff_fe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt32LE(1, 44)
  header.writeUInt32LE(1, 48)
  header.writeUInt32LE(end, 68)
  header.fill(0xff, 76)
  header.writeUInt32LE(0, 76)
  const table = Buffer.alloc(sector, 0xff)
  for (let n = 1; n <= sectors; n += 1) table.writeUInt32LE(n === sectors ? end : n + 1, n * 4)
  return Buffer.concat([header, table, directory, Buffer.alloc(sectors * sector - directory.length)])
}

function mp4(brand: string): Buffer {
  return Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    text(`ftyp${brand}`),
    u32(0),
    text(`${brand}isom`),
    Buffer.from([0, 0, 0, 8]),
    text('mdat'),
  ])
}

function ebml(type: string): Buffer {
  const body = Buffer.concat([Buffer.from([0x42, 0x82, 0x80 | type.length]), text(type)])
  return Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 | body.length]), body])
}

function ogg(start: string): Buffer {
  return Buffer.concat([text('OggS'), Buffer.alloc(23), Buffer.from([19]), text(start), Buffer.alloc(40)])
}

const mp3Frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)])
const adtsFrame = Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]), Buffer.alloc(9)])

export const drawing = `<?xml version="1.0"?>\n<!-- hecho a mano -->\n<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>`

export const plain = {
  'notas.txt': Buffer.from('Reunión a las 10\r\n'),
  'clientes.csv': Buffer.from('nombre;teléfono\r\nLucía;600 000 000\r\n', 'latin1'),
  'unicode.txt': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Adiós', 'utf16le')]),
  'logo.svg': Buffer.from(drawing),
  'factura.pdf': text('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n'),
  'fotos.zip': zip({ 'a.txt': 'a' }),
  'fotos.rar': Buffer.concat([text('Rar!\u001a\u0007\u0000'), Buffer.alloc(20)]),
  'carta.doc': ole('1Table', 'Data', 'ObjectPool', 'Current User', 'WordDocument'),
  'cuentas.xls': ole('Workbook'),
  'secreto.xlsx': ole('EncryptedPackage', 'EncryptionInfo'),
  'carta.docx': officeZip(`${main}.wordprocessingml.document.main+xml`, 'word/document.xml'),
  'cuentas.xlsx': officeZip(`${main}.spreadsheetml.sheet.main+xml`, 'xl/workbook.xml'),
  'clip.mp4': mp4('isom'),
  'clip.mov': mp4('qt  '),
  'voz.m4a': mp4('M4A '),
  'clip.webm': ebml('webm'),
  'voz.mp3': Buffer.concat([mp3Frame, mp3Frame, mp3Frame]),
  'voz.wav': Buffer.concat([text('RIFF'), u32(36), text('WAVEfmt '), Buffer.alloc(28)]),
  'voz.ogg': ogg('OpusHead'),
  'voz.aac': Buffer.concat([adtsFrame, adtsFrame, adtsFrame]),
  'voz.flac': Buffer.concat([text('fLaC'), Buffer.alloc(38)]),
} as const

/** A picture of so many pixels with something on it. */
export async function picture(
  format: 'jpeg' | 'png' | 'gif' | 'webp',
  width = 40,
  height = 30,
): Promise<Buffer> {
  const image = sharp({ create: { width, height, channels: 3, background: '#0f6e6e' } })
  return await image.toFormat(format).toBuffer()
}

/** The header of a PNG that says it is this large, and nothing after it. */
export async function hugePicture(width: number, height: number): Promise<Buffer> {
  const bytes = await picture('png')
  const { crc32 } = await import('node:zlib')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}
