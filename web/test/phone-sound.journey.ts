import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { callsOf, giveVoice } from './double/call.ts'
import { lucia, sales } from './double/configuration.ts'
import { soundOf } from './double/sound.ts'
import { customerTone } from './exchange.ts'
import { allow, hears, plug, type FakeMicrophone } from './microphone.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const headset = { label: 'Auriculares', hertz: 440 }
const builtIn = { label: 'De la mesa', hertz: 1_700 }
const tones = [headset.hertz, customerTone, builtIn.hertz]

async function open(
  microphones: readonly FakeMicrophone[] = [headset],
  permission: PermissionState = 'granted',
): Promise<Page> {
  giveVoice(stage.now.double.centre)
  return await stage.now.open({ microphones, permission })
}

const inHand = (): void => void callsOf(stage.now.double.centre).arrives('Nuria Casas', sales, lucia)
/** The other end needs some seconds to notice that somebody is gone. */
const patience = { timeout: 40_000 }
async function expectSaid(hertz: number): Promise<void> {
  await expect.poll(() => stage.now.exchange.hears(tones), patience).toEqual([hertz])
}
async function expectHeard(page: Page): Promise<void> {
  await expect.poll(() => hears(page, tones), patience).toEqual([customerTone])
}

describe('the sound of a call', () => {
  it('comes to the page that accepted it, both ways, and is there again after a reload', async () => {
    const page = await open()
    const { centre } = stage.now.double
    const id = callsOf(centre).arrives('Nuria Casas', sales, null)
    const { interactionId } = callsOf(centre).must(id).call
    if (!interactionId) throw new Error('There is no interaction.')
    centre.offer(interactionId, [lucia])
    await page.getByRole('article', { name: 'Nuria Casas' }).waitFor()
    await page.keyboard.press('a')
    await expectHeard(page)
    await expectSaid(headset.hertz)
    await page.reload()
    await expectSaid(headset.hertz)
    await expect.poll(() => hears(page, tones), patience).toEqual([customerTone])
  })

  it('is on one of two tabs, and comes to the other when the first one is gone', async () => {
    const page = await open()
    inHand()
    await expectHeard(page)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: /^Estado:/ }).waitFor()
    expect(await hears(other, tones)).toEqual([])
    await page.close()
    await expectHeard(other)
    await expectSaid(headset.hertz)
  })

  it('goes on with another microphone when the headset is pulled out, and says so', async () => {
    const page = await open([headset, builtIn])
    inHand()
    await expectSaid(headset.hertz)
    await plug(page, builtIn)
    await expectSaid(builtIn.hertz)
    const notice = page.getByText('El micrófono es ahora: De la mesa.', { exact: false })
    await notice.first().waitFor()
    expect(await notice.count()).toBeGreaterThan(0)
  })

  it('goes one way while the microphone is not given, and both ways as soon as it is', async () => {
    const page = await open([headset], 'denied')
    inHand()
    await expectHeard(page)
    expect(await stage.now.exchange.hears(tones)).toEqual([])
    await allow(page, 'granted')
    await expectSaid(headset.hertz)
  })

  it('comes by itself when the voice service is back', async () => {
    const page = await open()
    const sound = soundOf(stage.now.double.centre)
    sound.isThere = false
    inHand()
    await expect.poll(() => stage.now.double.session.asked.filter(isLeg).length, patience).toBeGreaterThan(1)
    sound.isThere = true
    await expectHeard(page)
  })
})

const isLeg = (asked: unknown): boolean =>
  typeof asked === 'object' && asked !== null && 'path' in asked && String(asked.path).endsWith('/leg')
