/** Pictures as customers send them: a piece with a crack on the kitchen table, the screen of a phone that says no. */
import type { Dice } from '../dice.ts'
import sharp from 'sharp'

const clays = ['#b5623c', '#9c4a2c', '#7d9a85', '#2e4a62', '#d9c7a7'] as const
const tables = ['#8a6f54', '#c9b79c', '#5f5a52', '#e4ddd2'] as const

/** A jagged line from the rim downwards. */
function crack(dice: Dice): string {
  let x = dice.whole(430, 560)
  let y = 250
  const points = [`${x},${y}`]
  for (let part = 0; part < 6; part += 1) {
    x += dice.whole(-45, 45)
    y += dice.whole(30, 60)
    points.push(`${x},${y}`)
  }
  return points.join(' ')
}

function brokenPiece(dice: Dice): string {
  const clay = dice.pick(clays)
  const table = dice.pick(tables)
  const light = dice.whole(20, 80)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="750">
    <defs><radialGradient id="l" cx="${light}%" cy="15%" r="90%"><stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset="1" stop-color="#000" stop-opacity=".35"/></radialGradient></defs>
    <rect width="1000" height="750" fill="${table}"/>
    <ellipse cx="520" cy="650" rx="${dice.whole(230, 290)}" ry="42" fill="#000" opacity=".3"/>
    <path d="M330 260 Q 300 ${dice.whole(480, 600)} 400 640 L 600 640 Q 700 ${dice.whole(480, 600)} 670 260 Z" fill="${clay}"/>
    <ellipse cx="500" cy="258" rx="170" ry="34" fill="#2b2620" opacity=".55"/>
    <polyline points="${crack(dice)}" fill="none" stroke="#1b1712" stroke-width="5" stroke-linejoin="bevel"/>
    <polygon points="${dice.whole(700, 760)},620 ${dice.whole(770, 830)},600 ${dice.whole(780, 840)},650" fill="${clay}"/>
    <rect width="1000" height="750" fill="url(#l)"/></svg>`
}

function phoneScreen(dice: Dice): string {
  const line = (y: number, width: number, shade = '#cfc6b8'): string =>
    `<rect x="60" y="${y}" width="${width}" height="22" rx="11" fill="${shade}"/>`
  const rows = Array.from({ length: 5 }, (_, row) => line(240 + row * 70, dice.whole(220, 460))).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="620" height="1100">
    <rect width="620" height="1100" fill="#fbf7f0"/><rect width="620" height="110" fill="#2d4442"/>${line(44, 260, '#fbf7f0')}
    ${rows}
    <rect x="50" y="640" width="520" height="150" rx="18" fill="#fbe9e3" stroke="#9c4a2c" stroke-width="4"/>
    ${line(675, 380, '#9c4a2c')}${line(725, 260, '#c98f79')}
    <rect x="50" y="900" width="520" height="84" rx="42" fill="#9c4a2c"/>${line(931, 0)}</svg>`
}

export async function photograph(dice: Dice): Promise<Uint8Array> {
  return await sharp(Buffer.from(brokenPiece(dice)))
    .blur(0.6)
    .jpeg({ quality: 72 })
    .toBuffer()
}

export async function screenshot(dice: Dice): Promise<Uint8Array> {
  return await sharp(Buffer.from(phoneScreen(dice)))
    .png({ palette: true })
    .toBuffer()
}
