/** A given message is answered, from the agent to the visitor and back. */
import { expect, it } from 'vitest'
import { useWidgetStage } from './widget/stage.ts'

const stage = useWidgetStage()

it.each([
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const)('shows what is answered, both ways: $colorScheme, $width px', async (look) => {
  const { colorScheme, width, height } = look
  await stage.newBrowser({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' })
  const { host } = stage
  const visitor = await stage.open()
  const { page } = visitor
  await visitor.begin()
  await visitor.say('¿Hay mesas de roble?')
  await visitor.waitFor('¿Hay mesas de roble?')
  const user = stage.centre.visitor
  host.agentJoins(user, 'Lucía')
  const asked = host.keptMessages()[0]
  host.agentSays(user, 'Sí, de dos tamaños. ¿Cuál le interesa?', [], asked?.externalId ?? null)

  // What the agent answers stands over it and leads there.
  const quote = visitor.log.getByRole('button', { name: 'En respuesta a Yo: ¿Hay mesas de roble?' })
  await quote.click()
  await page.locator('.is-found').waitFor()

  // The visitor answers a message of the agent's, and changes their mind once.
  const reply = visitor.log.getByRole('button', { name: 'Responder a este mensaje de Lucía' })
  const answering = page.getByRole('group', { name: 'Mensaje al que se responde' })
  await reply.click()
  await answering.getByText('Sí, de dos tamaños.').waitFor()
  await page.keyboard.press('Escape')
  expect(await answering.count()).toBe(0)
  await reply.click()
  expect(await visitor.findings()).toEqual([])
  await page.reload()
  await visitor.launcher.click()
  await answering.getByText('Sí, de dos tamaños.').waitFor()
  await visitor.say('La grande')
  await visitor.waitFor('La grande')
  expect(host.keptMessages().at(-1)).toMatchObject({
    text: 'La grande',
    quoted: { conversation: host.customer(user).conversation?.id },
  })
  await visitor.log
    .getByRole('button', { name: 'En respuesta a Lucía: Sí, de dos tamaños. ¿Cuál le interesa?' })
    .waitFor()
  expect(await answering.count()).toBe(0)
  expect(await visitor.findings()).toEqual([])
})
