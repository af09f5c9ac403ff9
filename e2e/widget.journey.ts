/**
 * The widget in a real browser, on a page of another origin under a strict policy: what a visitor goes through, and what the network, the
 * shop and the server may do to them meanwhile.
 */
import { describe, expect, it } from 'vitest'
import { samplePicture } from './widget/sample-picture.ts'
import { useWidgetStage } from './widget/stage.ts'

const stage = useWidgetStage()

describe('a conversation', () => {
  it('goes from the form to the transcript and on to another one', async () => {
    const { host } = stage
    const visitor = await stage.open()
    const { page } = visitor

    await visitor.launcher.click()
    await page.getByRole('button', { name: 'Empezar a conversar' }).click()
    expect(await page.locator('.problem:not(:empty)').allTextContents()).toEqual([
      'Falta rellenar este dato.',
      'Falta rellenar este dato.',
      'Hace falta marcarlo para continuar.',
    ])
    await page.getByLabel('Correo electrónico').fill('marta@')
    await page.getByLabel('Nombre').fill('Marta <b>Ortega</b>')
    await page.getByRole('button', { name: 'Empezar a conversar' }).click()
    await expect
      .poll(() => page.locator('.problem:not(:empty)').first().textContent())
      .toContain('dirección completa')
    await page.getByLabel('Correo electrónico').fill('marta@correo.example')
    await page.getByLabel('¿Sobre qué?').selectOption({ label: 'Una devolución' })
    await page.getByLabel('Acepto que').check()
    await page.getByRole('button', { name: 'Empezar a conversar' }).click()

    // In line, with a place and a wait.
    await page.getByText('Siguiente en la cola').waitFor()
    const user = stage.centre.visitor
    expect(host.kept[0]).toMatchObject({
      type: 'started',
      person: { name: 'Marta <b>Ortega</b>', email: 'marta@correo.example', language: 'es' },
      caseData: { topic: 'return', privacy: true },
    })
    host.customer(user).stand({ position: 3, waitMs: 240_000 })
    await page.getByText('Puesto 3 en la cola').waitFor()
    await page.getByText('Unos 4 min de espera').waitFor()

    // Both ways, as text and nothing else.
    await visitor.say('<img src=x onerror="document.title=1"> ¿Hola?')
    await visitor.waitFor('<img src=x onerror="document.title=1"> ¿Hola?')
    host.agentJoins(user, 'Lucía')
    await page.getByText('Lucía se une a la conversación').waitFor()
    await visitor.text.pressSequentially('Es')
    await expect.poll(() => host.typing.at(-1)).toEqual({ user, on: true })
    host.agentTypes(user, true)
    await page.getByText('Lucía está escribiendo').waitFor()
    host.agentSays(user, 'Hola, Marta: https://luzybarro.example/LB-2043. <script>alert(1)</script>')
    await page.getByText('Lucía está escribiendo').waitFor({ state: 'hidden' })
    const link = page.getByRole('link', { name: 'https://luzybarro.example/LB-2043' })
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
    expect(await visitor.bubbles()).toEqual([
      '<img src=x onerror="document.title=1"> ¿Hola?',
      'Hola, Marta: https://luzybarro.example/LB-2043. <script>alert(1)</script>',
    ])
    host.agentReads(user)
    await page.locator('.mark.is-read').waitFor()

    // The end is asked for twice, and can be thought better of.
    await page.getByRole('button', { name: 'Opciones' }).click()
    await page.getByRole('button', { name: 'Terminar la conversación' }).click()
    await page.getByRole('alertdialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' })
    expect(host.customer(user).isOpen).toBe(true)
    await page.getByRole('button', { name: 'Opciones' }).click()
    await page.getByRole('button', { name: 'Terminar la conversación' }).click()
    await page.getByRole('button', { name: 'Terminar', exact: true }).click()
    await page.getByRole('button', { name: 'Nueva conversación' }).waitFor()
    expect(host.customer(user).isOpen).toBe(false)

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Descargar la transcripción' }).last().click(),
    ])
    expect(download.suggestedFilename()).toBe('conversación.txt')

    await page.getByRole('button', { name: 'Nueva conversación' }).click()
    expect(await page.getByLabel('Nombre').inputValue()).toBe('Marta <b>Ortega</b>')
    await page.getByLabel('¿Sobre qué?').selectOption('piece')
    await page.getByLabel('Acepto que').check()
    await page.getByRole('button', { name: 'Empezar a conversar' }).click()
    await page.getByText('Siguiente en la cola').waitFor()
    expect(host.kept.filter(({ type }) => type === 'started')).toHaveLength(2)

    expect(await visitor.refusedByPolicy()).toEqual([])
    expect(visitor.problems).toEqual([])
  })

  it('carries files, and says why it does not carry one', async () => {
    const visitor = await stage.open()
    const { page } = visitor
    await visitor.begin()
    await page.locator('input[type=file]').setInputFiles([
      { name: 'salón.png', mimeType: 'image/png', buffer: samplePicture(320, 200) },
      { name: 'medidas.txt', mimeType: 'text/plain', buffer: Buffer.from('mesa de 80 cm') },
      { name: 'factura.png', mimeType: 'image/png', buffer: Buffer.from('Esto es un texto.') },
    ])
    await page.getByText('El contenido del archivo no corresponde a su nombre (factura.png).').waitFor()
    await visitor.say('Aquí están')
    await visitor.waitFor('Aquí están')
    const [message] = stage.centre.host.customer(stage.centre.visitor).messages
    expect(message?.files).toMatchObject([
      { name: 'salón.png', mime: 'image/png', width: 320, height: 200 },
      { name: 'medidas.txt', mime: 'text/plain' },
    ])
    await page.locator('canvas.is-drawn').waitFor()
    const address = await page.getByRole('link', { name: 'Descargar medidas.txt' }).getAttribute('href')
    const file = await stage.context.request.get(address ?? '')
    expect(file.headers()['content-disposition']).toMatch(/^attachment; filename="medidas.txt"/)
    expect(await file.text()).toBe('mesa de 80 cm')

    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'enorme.png', mimeType: 'image/png', buffer: Buffer.alloc(500_000) }])
    await page.getByText('Demasiado grande: el máximo es 391 kB').waitFor()
    await page.getByRole('button', { name: 'Quitar enorme.png' }).click()
    expect(await visitor.refusedByPolicy()).toEqual([])
  })

  it('is there after a reload and on a second tab, both live', async () => {
    const { host } = stage
    const visitor = await stage.open()
    await visitor.begin()
    await visitor.say('Antes de recargar')
    await visitor.waitFor('Antes de recargar')
    const user = stage.centre.visitor
    host.agentJoins(user, 'Lucía')
    await visitor.text.fill('a medio escr')
    await visitor.page.reload()
    await expect.poll(() => host.customer(user).followers.size).toBe(1)
    host.agentSays(user, 'Mientras la ventana está cerrada')
    await visitor.page.locator('.badge', { hasText: '1' }).waitFor()
    expect(host.kept.some((event) => event.type === 'marked' && event.as === 'read')).toBe(false)

    await visitor.launcher.click()
    await visitor.waitFor('Antes de recargar')
    expect(await visitor.text.inputValue()).toBe('a medio escr')
    await expect
      .poll(() => host.kept.some((event) => event.type === 'marked' && event.as === 'read'))
      .toBe(true)

    const second = await stage.open()
    await second.launcher.click()
    await second.waitFor('Mientras la ventana está cerrada')
    await second.say('Desde la segunda')
    await visitor.waitFor('Desde la segunda')
    await visitor.say('Desde la primera')
    await second.waitFor('Desde la primera')
    host.agentSays(user, 'A las dos')
    await Promise.all([visitor.waitFor('A las dos'), second.waitFor('A las dos')])
    expect(await visitor.bubbles()).toEqual(await second.bubbles())
    expect(host.users()).toHaveLength(1)
    expect(host.keptMessages().map(({ text }) => text)).toEqual([
      'Antes de recargar',
      'Desde la segunda',
      'Desde la primera',
    ])
  })

  it('marks as read only what is really on the screen', async () => {
    const { host } = stage
    const visitor = await stage.open()
    await visitor.begin()
    const user = stage.centre.visitor
    const readUpTo = () =>
      Math.max(
        0,
        ...host.kept.flatMap((event) =>
          event.type === 'marked' && event.as === 'read' && 'position' in event.upTo
            ? [event.upTo.position]
            : [],
        ),
      )
    host.agentJoins(user, 'Lucía')
    for (let index = 0; index < 30; index += 1) host.agentSays(user, `Línea ${index}`)
    await visitor.waitFor('Línea 29')
    await expect.poll(readUpTo).toBe(31)

    await visitor.page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 0))
    host.agentSays(user, 'Muy abajo')
    await visitor.page.getByRole('button', { name: 'Mensajes nuevos' }).waitFor()
    expect(readUpTo()).toBe(31)
    await visitor.page.getByRole('button', { name: 'Mensajes nuevos' }).click()
    await expect.poll(readUpTo).toBe(32)
  })
})

describe('a network that goes', () => {
  it('loses nothing that was typed or sent, and doubles nothing', async () => {
    const { host } = stage
    const visitor = await stage.open()
    await visitor.begin()
    const user = stage.centre.visitor
    host.agentJoins(user, 'Lucía')
    await visitor.say('Con conexión')
    await visitor.waitFor('Con conexión')

    stage.centre.goAway()
    await visitor.page.getByText('Sin conexión.').waitFor()
    await visitor.say('Sin conexión, uno')
    await visitor.say('Sin conexión, dos')
    expect(await visitor.page.locator('.mark').last().textContent()).toBe('Sin enviar todavía')
    host.agentSays(user, 'Sigo aquí')
    await visitor.text.fill('y esto a medias')
    // Even closing the page meanwhile takes nothing away.
    await visitor.page.goto('about:blank')
    stage.centre.comeBack()
    await visitor.page.goBack()
    await visitor.launcher.click()
    await visitor.waitFor('Sigo aquí')
    await expect
      .poll(() => host.keptMessages().map(({ text }) => text))
      .toEqual(['Con conexión', 'Sin conexión, uno', 'Sin conexión, dos'])
    await expect
      .poll(() => visitor.bubbles())
      .toEqual(['Con conexión', 'Sigo aquí', 'Sin conexión, uno', 'Sin conexión, dos'])
    expect(await visitor.text.inputValue()).toBe('y esto a medias')
  })

  it('comes back by itself, also when it goes in the middle of a message', async () => {
    const { host } = stage
    const visitor = await stage.open()
    await visitor.begin()
    host.hold()
    await visitor.say('A mitad de camino')
    await expect.poll(() => host.inFlight).toBe(1)
    expect(await visitor.page.locator('.mark').last().textContent()).toBe('Enviando')
    stage.centre.goAway()
    host.release()
    await visitor.page.getByText('Sin conexión.').waitFor()
    stage.centre.comeBack()
    await visitor.page.locator('.mark', { hasText: 'Enviado' }).waitFor()
    expect(host.keptMessages().map(({ text }) => text)).toEqual(['A mitad de camino'])
  })
})

describe('a refusal', () => {
  it('of a message is shown on it, and it may be tried again or taken back', async () => {
    const { host } = stage
    const visitor = await stage.open()
    await visitor.begin()
    host.refuseNext('message-too-long', { limit: 5 })
    await visitor.say('No entra')
    await visitor.page
      .getByText('No enviado. El mensaje es demasiado largo: el máximo son 5 caracteres.')
      .waitFor()
    await visitor.page.reload()
    await visitor.launcher.click()
    await visitor.page.getByRole('button', { name: 'Recuperar el texto' }).click()
    expect(await visitor.text.inputValue()).toBe('No entra')
    host.refuseNext('unavailable')
    await visitor.text.press('Enter')
    await visitor.page.locator('.mark', { hasText: 'Enviado' }).waitFor()
    expect(host.keptMessages().map(({ text }) => text)).toEqual(['No entra'])
  })

  it('of the page itself leaves the page alone, and tells its author', async () => {
    await stage.set({ allowedOrigins: ['https://otra.example'] })
    const visitor = await stage.open()
    await expect.poll(() => visitor.problems.at(-1)).toContain('allowed pages')
    expect(await visitor.launcher.count()).toBe(0)
    expect(stage.centre.host.asked).toEqual([])
  })

  it('outside opening hours says when it opens', async () => {
    // The visitor's tomorrow, which near midnight is not the machine's.
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Madrid' }).format()
    const tomorrowAt = Date.parse(`${today}T10:00:00Z`) + 86_400_000
    stage.centre.host.opening = { open: false, changesAt: tomorrowAt }
    const visitor = await stage.open()
    await visitor.launcher.click()
    await visitor.page.locator('.opens', { hasText: /mañana a las 1[12]:00/ }).waitFor()
    expect(await visitor.findings()).toEqual([])
  })
})

describe('the page', () => {
  it('opens it with its own button, is told of unread messages, and can have it forget', async () => {
    const { host } = stage
    const visitor = await stage.open()
    await visitor.page.getByRole('button', { name: 'Preguntar al taller' }).click()
    // The focus goes in when the panel is there; only then is Escape the panel's.
    await visitor.page.getByLabel('Nombre').waitFor()
    await expect.poll(() => visitor.panel.evaluate((panel) => panel.matches(':focus-within'))).toBe(true)
    await visitor.page.keyboard.press('Escape')
    await visitor.panel.waitFor({ state: 'hidden' })
    await visitor.begin()
    const user = stage.centre.visitor
    await visitor.page.evaluate(() => window.Atiende?.close())
    host.agentSays(user, 'Hola')
    await expect.poll(() => visitor.page.evaluate(() => window.Atiende?.unread)).toBe(1)
    expect(await visitor.page.evaluate(() => Object.keys(localStorage).length)).toBeGreaterThan(0)
    await visitor.page.evaluate(() => window.Atiende?.forget())
    expect(await visitor.page.evaluate(() => Object.keys(localStorage))).toEqual([])
    await expect.poll(() => host.customer(user).followers.size).toBe(0)
  })

  it('keeps nothing and asks for nothing but the looks, as long as nobody opens it', async () => {
    const asked: string[] = []
    const page = await stage.context.newPage()
    page.on(
      'request',
      (request) =>
        request.url().startsWith(stage.centre.centre) && asked.push(new URL(request.url()).pathname),
    )
    await page.goto(`${stage.centre.shop}/demo`)
    await page.locator('.launcher').waitFor()
    expect(asked).toEqual(['/widget/v1/atiende.js', '/widget/v1/config'])
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    expect(stage.centre.host.users()).toEqual([])
  })
})
