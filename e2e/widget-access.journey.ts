/** The widget for everybody: with a screen reader's rules, the keyboard alone, a phone, in both languages and both themes. */
import { describe, expect, it } from 'vitest'
import { samplePicture } from './widget/sample-picture.ts'
import { useWidgetStage } from './widget/stage.ts'

const stage = useWidgetStage()

describe('everybody', () => {
  it.each([
    { colorScheme: 'light', width: 1280, height: 800 },
    { colorScheme: 'dark', width: 1280, height: 800 },
    { colorScheme: 'light', width: 390, height: 844 },
    { colorScheme: 'dark', width: 390, height: 844 },
  ] as const)(
    'can use every stage of it: $colorScheme, $width px',
    async ({ colorScheme, width, height }) => {
      await stage.newBrowser({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' })
      const { host } = stage
      const visitor = await stage.open()
      const { page } = visitor
      await visitor.launcher.waitFor()
      expect(await visitor.findings()).toEqual([])
      await visitor.launcher.click()
      await page.getByRole('button', { name: 'Empezar a conversar' }).click()
      expect(await visitor.findings()).toEqual([])
      await page.getByRole('button', { name: 'Cerrar el chat' }).first().click()
      await visitor.begin()
      await visitor.say('Hola')
      await visitor.waitFor('Hola')
      expect(await visitor.findings()).toEqual([])
      const user = stage.centre.visitor
      host.agentJoins(user, 'Lucía')
      host.agentSays(user, 'Ver https://luzybarro.example/a')
      host.agentReads(user)
      host.agentTypes(user, true)
      await page.locator('input[type=file]').setInputFiles([
        { name: 'a.png', mimeType: 'image/png', buffer: samplePicture(40, 30) },
        { name: 'b.png', mimeType: 'image/png', buffer: Buffer.from('MZ') },
      ])
      await page.locator('.attached.is-refused').waitFor()
      await page.locator('.attached.is-there').waitFor()
      expect(await visitor.findings()).toEqual([])
      host.refuseNext('message-too-long', { limit: 5 })
      await visitor.say('Otra cosa')
      await page.getByRole('button', { name: 'Reintentar' }).waitFor()
      await page.getByRole('button', { name: 'Opciones' }).click()
      expect(await visitor.findings()).toEqual([])
      stage.centre.goAway()
      await page.getByText('Sin conexión.').waitFor()
      expect(await visitor.findings()).toEqual([])
      stage.centre.comeBack()
      await page.getByText('Sin conexión.').waitFor({ state: 'hidden' })
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Opciones' }).click()
      await page.getByRole('button', { name: 'Terminar la conversación' }).click()
      expect(await visitor.findings()).toEqual([])
      await page.getByRole('button', { name: 'Terminar', exact: true }).click()
      await page.getByRole('button', { name: 'Nueva conversación' }).waitFor()
      expect(await visitor.findings()).toEqual([])
    },
  )

  it('gets through it with the keyboard alone, and the focus is never lost', async () => {
    const { host } = stage
    const visitor = await stage.open()
    const { page } = visitor
    await visitor.launcher.waitFor()
    const focused = () =>
      page.evaluate(() => {
        const inside = document.activeElement?.shadowRoot?.activeElement
        return inside?.getAttribute('aria-label') || inside?.id || inside?.textContent || null
      })
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('Abrir el chat')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('field-name')
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('Abrir el chat')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('field-name')
    await page.keyboard.type('Marta')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Un pedido')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Escribir un mensaje')
    await page.keyboard.type('Hola')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('¿hay alguien?')
    await page.keyboard.press('Enter')
    await expect.poll(() => host.keptMessages()[0]?.text).toBe('Hola\n¿hay alguien?')
    // Past what can be done with the message that was said, out of the log, up to the header.
    for (let press = 0; press < 8 && (await focused()) !== 'Opciones'; press += 1)
      await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('Opciones')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Seguir aquí')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Nueva conversación')
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('Abrir el chat')
  })

  it('on a phone has the whole screen, and the focus stays inside', async () => {
    await stage.newBrowser({ viewport: { width: 390, height: 844 } })
    const visitor = await stage.open()
    await visitor.launcher.click()
    await expect
      .poll(async () => await visitor.panel.boundingBox())
      .toEqual({ x: 0, y: 0, width: 390, height: 844 })
    expect(await visitor.panel.getAttribute('aria-modal')).toBe('true')
    for (let press = 0; press < 14; press += 1) {
      await visitor.page.keyboard.press('Tab')
      expect(await visitor.page.evaluate(() => document.activeElement?.localName)).toBe('atiende-chat')
    }
    await visitor.page.keyboard.press('Escape')
    await expect.poll(() => visitor.page.evaluate(() => document.documentElement.style.overflow)).toBe('')
  })

  it('reads it in the page’s language, also when that changes', async () => {
    const visitor = await stage.open('en')
    await visitor.launcher.click()
    await expect
      .poll(() => visitor.page.locator('.form .primary').textContent())
      .toBe('Start the conversation')
    await visitor.page.evaluate(() => (document.documentElement.lang = 'es'))
    await expect.poll(() => visitor.page.locator('.form .primary').textContent()).toBe('Empezar a conversar')
  })
})
