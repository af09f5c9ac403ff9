/** A sheet with a few lines, as a PDF that any reader opens. */
const pageWidth = 595
const pageHeight = 842

function escaped(text: string): string {
  return text.replaceAll(/[\\()]/g, String.raw`\$&`)
}

export function sheet(title: string, lines: readonly string[]): Uint8Array {
  const text = [
    `BT /F2 20 Tf 60 ${pageHeight - 90} Td (${escaped(title)}) Tj ET`,
    ...lines.map((line, row) => `BT /F1 11 Tf 60 ${pageHeight - 140 - row * 20} Td (${escaped(line)}) Tj ET`),
  ].join('\n')
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> /Contents 4 0 R >>`,
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ]
  let body = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  // One byte a character, as the fonts' encoding wants it; what it has no place for becomes a question mark.
  return Buffer.from((body + end).replaceAll('€', '\u0080').replaceAll(/[^\u0000-\u00ff]/g, '?'), 'latin1')
}
