import { describe, expect, it } from 'vitest'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { Presence } from '#core/presence/presence.ts'
import type { Centre } from './double/centre.ts'
import { bruno, lucia, sales } from './double/configuration.ts'
import { playScene, pulse } from './double/scene.ts'
import { inTheWay, phone, setStage } from './stage.ts'

const stage = setStage()

const presenceOf = (centre: Centre): Presence | undefined => centre.presences.get(lucia)?.presence
const menuOf = (name: string) => ({ name: new RegExp(`^${name}`) })

/** As if it had happened then: the double lets its past be written. */
function rewrite(centre: Centre, change: (presence: Presence) => Partial<Presence>): void {
  const own = centre.presences.get(lucia)
  if (own) centre.presences.set(lucia, { ...own, presence: { ...own.presence, ...change(own.presence) } })
}

function handling(centre: Centre, count = 1): void {
  centre.routes = false
  for (let index = 0; index < count; index++) {
    const id = centre.arrives({ name: `Cliente ${index}`, queueId: sales })
    centre.act(lucia, id, { type: 'pulled', agentId: lucia })
  }
}

describe('the state on top', () => {
  it('has the same right time after a reload and on a second device whose clock is three hours off', async () => {
    const { centre } = stage.now.double
    centre.presence(lucia, { type: 'signed-in' })
    rewrite(centre, () => ({ topSince: Date.now() - 754_000 }))
    const first = await stage.now.open()
    const second = await stage.now.open()
    await second.clock.install({ time: Date.now() - 3 * 3_600_000 })
    await second.reload()
    for (const page of [first, second])
      await page.getByRole('button', { name: /^Estado: No disponible, 12:[3-5]\d/ }).waitFor()
    await second.clock.install({ time: Date.now() + 3 * 3_600_000 })
    await second.reload()
    await second.getByRole('button', { name: /^Estado: No disponible, 12:[3-5]\d/ }).waitFor()
    // What one device asks for, the other one shows.
    await first.keyboard.press('v')
    await second.getByRole('button', { name: /^Estado: Disponible, 00:0\d/ }).waitFor()
    expect(await first.getByRole('button', { name: /^Estado: Disponible, 00:0\d/ }).count()).toBe(1)
  })

  it('that lasts too long says so in words, once aloud, on a phone too', async () => {
    const { centre } = stage.now.double
    centre.presence(lucia, { type: 'signed-in' })
    centre.presence(lucia, {
      type: 'state-asked',
      channels: 'all',
      state: 'not-ready',
      reasonId: 'rsn_break',
      pendingWhileBusy: true,
    })
    rewrite(centre, () => ({ topSince: Date.now() - 899_000 }))
    const page = await stage.now.open({ viewport: phone })
    await page.getByText('Descanso: se ha superado el máximo de 15:00.').waitFor()
    await page.getByText('tiempo superado').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: /más de lo permitido/ }).waitFor()
    expect(await page.getByText('se ha superado el máximo').count()).toBe(0)
  })

  it('is chosen with digits, the mouse, or by name', async () => {
    const { centre } = stage.now.double
    const page = await stage.now.open()
    await page.keyboard.press('s')
    await page.getByRole('menuitem', { name: 'Disponible', exact: true }).waitFor()
    await page.keyboard.press('1')
    await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()
    await page.keyboard.press('s')
    await page.getByRole('menuitem', menuOf('Formación')).click()
    await page.getByRole('button', { name: /^Estado: Formación/ }).waitFor()
    await expect.poll(() => presenceOf(centre)?.channels['web-chat']?.reasonId).toBe('rsn_training')
    await expect
      .poll(() => stage.now.double.session.preferences.get(lucia)?.recentReasonIds)
      .toEqual(['rsn_training'])
    await page.keyboard.press('v')
    await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()
    await page.keyboard.press('v')
    await page.getByRole('button', { name: /^Estado: No molestar/ }).waitFor()
  })
})

describe('a wish during work', () => {
  it('waits as the centre has set, and can be had now or not at all', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open()
    await page.keyboard.press('s')
    await page.getByRole('menuitemradio', { name: 'Cuando termine', checked: true }).waitFor()
    await page.getByRole('menuitem', menuOf('Descanso')).click()
    await page.getByText('Descanso después de 2 interacciones').waitFor()
    expect(await page.getByRole('switch', { name: 'Recibir nuevas' }).isChecked()).toBe(false)
    await page.getByRole('button', { name: 'Cancelar el estado pendiente' }).click()
    await page.getByText('Descanso después de').waitFor({ state: 'detached' })
    await expect.poll(() => presenceOf(centre)?.pending).toEqual([])
    expect(presenceOf(centre)?.channels['web-chat']?.state).toBe('ready')

    await page.keyboard.press('s')
    await page.keyboard.press('4')
    await page.getByRole('button', { name: 'Ahora', exact: true }).click()
    await expect.poll(() => presenceOf(centre)?.channels['web-chat']?.state).toBe('not-ready')
    expect(presenceOf(centre)?.pending).toEqual([])
  })

  it('is done now when the agent says so', async () => {
    const { centre } = stage.now.double
    const page = await stage.now.open()
    handling(centre)
    await page.getByRole('button', { name: /^Estado: En servicio/ }).waitFor()
    await page.keyboard.press('s')
    await page.getByRole('menuitemradio', { name: 'Ahora mismo' }).click()
    await page.keyboard.press('4')
    await expect.poll(() => presenceOf(centre)?.channels['web-chat']?.reasonId).toBe('rsn_break')
    expect(presenceOf(centre)?.pending).toEqual([])
  })

  it('put aside, leaves each channel as it was', async () => {
    const { centre } = stage.now.double
    const page = await stage.now.open()
    handling(centre)
    const before = presenceOf(centre)?.channels
    await page.keyboard.press('s')
    await page.keyboard.press('4')
    await page.getByText('Descanso después de esta interacción').waitFor()
    await page.getByRole('button', { name: 'Cancelar el estado pendiente' }).click()
    await expect.poll(() => presenceOf(centre)?.pending).toEqual([])
    expect(presenceOf(centre)?.channels).toEqual(before)
  })
})

describe('after-call work', () => {
  it('counts down, longer or shorter as the agent wants, and says what comes then', async () => {
    const { centre } = stage.now.double
    handling(centre, 2)
    const page = await stage.now.open()
    for (const { id } of centre.interactions.values()) centre.act(lucia, id, { type: 'ended', by: 'agent' })
    await page.getByRole('button', { name: /^Quedan 0[12]:\d\d/ }).click()
    const more = page.getByRole('dialog', { name: 'Tiempo posterior' })
    await more.getByText('Para completar 2 interacciones:').waitFor()
    await more.getByText('Después: No disponible').waitFor()
    await more.getByText('Se puede alargar 01:00 cada vez, sin límite.').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Alargar 01:00' }).click()
    await page.getByRole('button', { name: /^Quedan 0[23]:\d\d/ }).waitFor()
    await page.getByRole('button', { name: 'Finalizar' }).click()
    await expect.poll(() => presenceOf(centre)?.afterWork).toBeNull()
    await expect.poll(() => page.getByText(/^Quedan/).count()).toBe(0)
  })

  it('is seen and ended on a phone, where its end is forced', async () => {
    const { centre } = stage.now.double
    centre.presence(lucia, { type: 'signed-in' })
    handling(centre)
    for (const { id } of centre.interactions.values()) centre.act(lucia, id, { type: 'ended', by: 'agent' })
    rewrite(centre, ({ afterWork }) => ({
      afterWork: afterWork && { ...afterWork, forcedEndAt: afterWork.endsAt },
    }))
    const page = await stage.now.open({ viewport: phone })
    await page.getByRole('button', { name: /^Quedan/ }).click()
    await page.getByText(/^No se puede alargar más: acaba a las/).waitFor()
    expect(await page.getByRole('button', { name: /^Alargar/ }).count()).toBe(0)
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Finalizar' }).click()
    await expect.poll(() => presenceOf(centre)?.afterWork).toBeNull()
  })
})

describe('a suspension', () => {
  it('says how long, and is lifted where that is allowed', async () => {
    const { centre } = stage.now.double
    centre.presence(lucia, { type: 'signed-in' })
    rewrite(centre, () => ({
      banned: { since: Date.now(), untilAt: Date.now() + 300_000, mayLiftOwn: true },
    }))
    const page = await stage.now.open()
    await page.getByRole('button', { name: /^Estado: En suspensión/ }).waitFor()
    await page.getByRole('button', { name: /^Quedan 0[45]:/ }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.getByRole('button', { name: 'Volver a recibir' }).click()
    await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()
  })

  it('is named in full where there is little room: the explanation beside it gives way', async () => {
    const { centre } = stage.now.double
    pulse(centre, playScene(centre).waiting)
    rewrite(centre, () => ({ banned: { since: Date.now() - 4_000_000, untilAt: null, mayLiftOwn: true } }))
    const page = await stage.now.open()
    const name = page.getByRole('button', { name: /^Estado:/ }).getByText('En suspensión')
    for (const width of [1440, 1280, 780]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await name.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    }
  })

  it('that only others can lift offers no way of one’s own', async () => {
    const { centre } = stage.now.double
    centre.presence(lucia, { type: 'signed-in' })
    rewrite(centre, () => ({ banned: { since: Date.now(), untilAt: null, mayLiftOwn: false } }))
    const page = await stage.now.open()
    await page.getByRole('button', { name: /^Hasta levantarla/ }).click()
    await page.getByText('La levanta la supervisión.').waitFor()
    expect(await page.getByRole('button', { name: 'Volver a recibir' }).count()).toBe(0)
  })
})

describe('my channels', () => {
  const five: readonly ChannelKind[] = ['voice', 'web-chat', 'email', 'whatsapp', 'sms']

  it('is one line for one channel, which can be left and come back to by keyboard alone', async () => {
    const { centre } = stage.now.double
    const page = await stage.now.open()
    await page.keyboard.press('9')
    const panel = page.getByRole('dialog', { name: 'Mis canales' })
    const states = panel.getByRole('radiogroup', { name: 'Estado en Chat web' })
    await states.waitFor()
    expect(await panel.getByRole('listitem').count()).toBe(1)
    expect(await panel.getByRole('group', { name: 'Todos los canales' }).count()).toBe(0)
    await states.getByRole('radio', { name: 'No disponible' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(() => presenceOf(centre)?.channels['web-chat']?.state).toBe('logged-out')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Estado: En línea/ }).waitFor()
  })

  it('shows each of five with its own state, timer and what it may bring, and changes all of them', async () => {
    const { centre } = stage.now.double
    centre.presence(lucia, { type: 'signed-in' })
    centre.presence(lucia, {
      type: 'channels-assigned',
      channels: five,
      capacity: {
        maximum: { voice: 1, 'web-chat': 1, email: 5, whatsapp: 2, sms: 2 },
        interruptedBy: { 'web-chat': ['email'] },
      },
    })
    const page = await stage.now.open()
    await page.keyboard.press('s')
    await page.keyboard.press('9')
    const panel = page.getByRole('dialog', { name: 'Mis canales' })
    await expect.poll(() => panel.getByRole('listitem').count()).toBe(5)
    await panel
      .getByRole('group', { name: 'Todos los canales' })
      .getByRole('button', { name: 'Disponible' })
      .click()
    await expect
      .poll(() => five.map((kind) => presenceOf(centre)?.channels[kind]?.state))
      .toEqual(five.map(() => 'ready'))
    const states = (name: string) => panel.getByRole('radiogroup', { name: `Estado en ${name}` })
    await states('Voz').getByRole('radio', { name: 'Fuera del canal' }).click()
    await states('SMS').getByRole('radio', { name: 'No molestar' }).click()
    handling(centre)
    await panel.getByText('Mientras se atiende puede entrar: Correo electrónico.').waitFor()
    await panel.getByText('No entra nada más: está al máximo.').waitFor()
    await panel.getByText('No entra nada mientras se atiende Chat web.').waitFor()
    expect(five.map((kind) => presenceOf(centre)?.channels[kind]?.state)).toEqual([
      'logged-out',
      'ready',
      'ready',
      'ready',
      'dnd',
    ])
    expect(await inTheWay(page)).toEqual([])
  })
})

describe('what happened while the line was gone', () => {
  it('is told when the page is back: what went to the queue, and that nothing comes now', async () => {
    const { double } = stage.now
    const { centre } = double
    const { carmen } = playScene(centre)
    const page = await stage.now.open()
    await page.getByRole('option', { name: /Carmen/ }).waitFor()
    double.setDown(true)
    await page.getByText('Sin conexión.', { exact: false }).first().waitFor()
    centre.presence(lucia, { type: 'lost' })
    centre.act(lucia, carmen, { type: 'returned' })
    centre.presence(lucia, { type: 'signed-in' })
    double.setDown(false)
    await page.getByRole('button', { name: 'Conectar ahora' }).click()
    await page
      .getByText(
        /Se perdió la conexión 00:\d\d\. 1 interacción volvió a la cola y conserva su lugar\. El estado es ahora/,
      )
      .waitFor()
    expect(await page.getByRole('option', { name: /Carmen/ }).count()).toBe(0)
  })

  it('is no word worth when nothing was lost', async () => {
    const { double } = stage.now
    playScene(double.centre)
    const page = await stage.now.open()
    double.setDown(true)
    await page.getByText('Sin conexión.', { exact: false }).first().waitFor()
    double.setDown(false)
    await page.getByRole('button', { name: 'Conectar ahora' }).click()
    await page.getByText('Sin conexión.', { exact: false }).first().waitFor({ state: 'detached' })
    expect(await page.getByText('Se perdió la conexión').count()).toBe(0)
  })
})

describe('signing out', () => {
  const leave = async (page: Awaited<ReturnType<typeof stage.now.open>>): Promise<void> => {
    await page.getByRole('button', { name: /^Cuenta y/ }).click()
    await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click()
  }

  it('says what happens to what is in hand, and can be left', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open()
    await page.getByRole('option', { name: /Carmen/ }).waitFor()
    await leave(page)
    await page.getByText('2 interacciones en curso vuelven a la cola y conservan su lugar.').waitFor()
    await page.getByText('1 interacción terminada queda por cerrar').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.getByRole('button', { name: 'Seguir trabajando' }).click()
    await page.getByRole('option', { name: /Carmen/ }).waitFor()
  })

  it('says that the work goes on where another device is connected', async () => {
    const { centre } = stage.now.double
    centre.otherDevices = 1
    playScene(centre)
    const page = await stage.now.open()
    await page.getByRole('option', { name: /Carmen/ }).waitFor()
    await leave(page)
    await page.getByText('La sesión sigue abierta en otro dispositivo').waitFor()
    expect(await page.getByText('vuelven a la cola').count()).toBe(0)
  })

  it('with nothing in hand asks nothing', async () => {
    const page = await stage.now.open({ as: bruno })
    await leave(page)
    await page.getByLabel('Correo electrónico').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
