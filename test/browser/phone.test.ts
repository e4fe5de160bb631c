import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { hasChromium, measure, onStage, PHONE } from './support.ts'

const NOW = at('11-20 02:13')

describe.skipIf(!hasChromium)("the engineer's phone", () => {
  const stage = onStage(NOW)

  /** Wang Qiang has the repair and stands at its page. */
  async function atWork(...done: readonly string[]) {
    const id = await stage.place.report({ caller: '+8613800138001', serial: 'BWC-2025-0117', symptoms: '无法开机' })
    const [paged] = stage.place.host.outbox.list().filter(({ kind }) => kind === 'sms')
    const link = /https?:\S+/.exec(paged?.text ?? '')?.[0] ?? ''
    const tap = async (action: string) => {
      await fetch(link, { method: 'POST', body: new URLSearchParams({ action }), redirect: 'manual' })
      await stage.place.host.idle()
    }
    await tap('acknowledge')
    for (const action of done) await tap(action)
    const page = await stage.reader({ scripts: true })
    await page.goto(link)
    const events = async (type: string) =>
      (await stage.place.host.deps.repairs.history(id)).filter((event) => event.type === type)
    return { id, link, page, events }
  }

  const open = async (page: Page, name: string) => {
    const more = page.locator('details', { hasText: /^其他/ }).first()
    if ((await page.locator('summary', { hasText: name }).first().isVisible()) === false)
      await more.locator('> summary').click()
    await page.locator('summary', { hasText: name }).first().click()
    return page.locator('details[open]', { has: page.locator(`summary:text-is("${name}")`) }).last()
  }

  /** A picture as large as a camera's. */
  const photo = async (page: Page, width = 3000) => {
    const data = await page.evaluate<string>(`(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: ${width}, height: ${width / 2} })
      const pen = canvas.getContext('2d')
      for (let n = 0; n < 400; n++) {
        pen.fillStyle = 'hsl(' + n * 37 + ',80%,50%)'
        pen.fillRect((n * 97) % ${width}, (n * 61) % ${width / 2}, 80, 80)
      }
      return canvas.toDataURL('image/jpeg', 0.95)
    })()`)
    return Buffer.from(data.split(',')[1] ?? '', 'base64')
  }

  it('without a network what was typed and photographed waits on the phone, and is sent once when it is back', async () => {
    const { page, events } = await atWork()
    const picture = await photo(page)
    await page.locator('.net', { hasText: '已联网' }).waitFor()
    await page.context().setOffline(true)
    const note = await open(page, '备注')
    await note.locator('textarea').fill('带梯子')
    await note.locator('button').dblclick()
    await page.locator('.net', { hasText: '1 条待发送' }).waitFor()
    const shots = await open(page, '拍照、添附件')
    await shots.locator('input[type=file]').setInputFiles([
      { name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture },
      { name: 'b.jpg', mimeType: 'image/jpeg', buffer: await photo(page, 400) },
    ])
    await shots.locator('textarea').fill('铭牌')
    await shots.locator('button').click()
    await page.locator('.net', { hasText: '3 条待发送' }).waitFor()
    expect(await page.locator('.card.notice', { hasText: '先存在手机里' }).count()).toBe(3)
    expect([...(await events('noted')), ...(await events('attached'))]).toEqual([])

    await page.context().setOffline(false)
    await page.locator('.net', { hasText: '已发送' }).waitFor()
    expect(await events('noted')).toMatchObject([{ text: '带梯子' }])
    const attached = await events('attached')
    expect(attached).toMatchObject([{ note: '铭牌', file: { kind: 'jpeg' } }, { note: '铭牌' }])
    // Shrunk on the phone: a slow line carries a tenth of it.
    expect(attached[0]?.type === 'attached' && attached[0].file.bytes).toBeLessThan(picture.length / 2)
    await page.reload()
    await page.locator('.net', { hasText: '已联网' }).waitFor()
    expect([...(await events('noted')), ...(await events('attached'))]).toHaveLength(3)
  })

  it('an answer that was lost on the way does not make it two', async () => {
    const { page, link, events } = await atWork()
    let lost = 0
    await page.route(`${link}*`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost++
      await route.fetch({ maxRedirects: 0 }).catch(() => {})
      return route.abort('connectionreset')
    })
    const note = await open(page, '备注')
    await note.locator('textarea').fill('门禁找何平')
    await note.locator('button').click()
    await page.locator('.net', { hasText: '1 条待发送' }).waitFor()
    await page.reload()
    await page.locator('.net', { hasText: '已发送' }).waitFor()
    expect(lost).toBe(1)
    expect(await events('noted')).toHaveLength(1)
  })

  it('what is refused says so in words, and keeps what was typed', async () => {
    const { id, page, events } = await atWork()
    await page.context().setOffline(true)
    const note = await open(page, '备注')
    await note.locator('textarea').fill('主板已换')
    await note.locator('button').click()
    await page.locator('.net', { hasText: '1 条待发送' }).waitFor()
    await stage.place.act(id, { type: 'withdraw', reason: '误报' })
    await page.context().setOffline(false)
    const card = page.locator('.card.notice.bad', { hasText: '没有被接受' })
    await card.waitFor()
    expect(await card.textContent()).toContain('主板已换')
    expect(await events('noted')).toEqual([])
    await card.locator('button', { hasText: '知道了' }).click()
    await page.reload()
    await page.locator('.net', { hasText: '已联网' }).waitFor()
    expect(await page.locator('.card.notice.bad').count()).toBe(0)
  })

  it('the customer signs with a finger; a position goes along only where somebody ticks it', async () => {
    const { page, events } = await atWork('respond', 'goOnSite', 'depart')
    expect((await events('dispatched'))[0]).not.toHaveProperty('position')
    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation({ latitude: 30.287461, longitude: 120.155129, accuracy: 14.2 })
    const arrive = page.locator('form', { has: page.locator('input[value=arrive]') })
    await arrive.locator('input[type=checkbox]').check()
    await arrive.locator('button').click()
    await page.locator('text=工程师已到场（位置 30.28746, 120.15513 ±15 米）').first().waitFor()
    expect(await events('arrived')).toMatchObject([{ position: { lat: 30.28746, lon: 120.15513, accuracyM: 15 } }])
    const sign = await open(page, '客户签字')
    await sign.locator('input[name=signer]').fill('何平')
    const box = await sign.locator('canvas').boundingBox()
    if (!box) throw new Error('There is nothing to sign on')
    await page.mouse.move(box.x + 30, box.y + 30)
    await page.mouse.down()
    await page.mouse.move(box.x + 150, box.y + 80, { steps: 8 })
    await page.mouse.up()
    await sign.locator('button', { hasText: '客户签字' }).click()
    await page.locator('text=客户已签字：何平').waitFor()
    expect(await events('signed')).toMatchObject([{ signer: '何平', file: { kind: 'png' } }])
    expect(await measure(page)).toMatchObject({ tooWide: 0 })
  })

  it('the page and its script weigh at most 80 kB, and can be used within 2 s on a slow line', async () => {
    const { link } = await atWork('respond', 'goOnSite', 'arrive')
    const page = await stage.reader({ scripts: true, viewport: PHONE })
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    // 400 kbit/s both ways and 400 ms each time: what Chromium calls slow 3G.
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    })
    const bodies: Buffer[] = []
    page.on(
      'response',
      (response) =>
        void response.body().then(
          (body) => bodies.push(body),
          () => {},
        ),
    )
    const from = performance.now()
    await page.goto(link, { waitUntil: 'load' })
    const took = performance.now() - from
    await page.locator('.net', { hasText: '已联网' }).waitFor()
    const bytes = bodies.reduce((sum, body) => sum + body.length, 0)
    console.info(
      `page and script: ${bytes} bytes (${bodies.map((body) => gzipSync(body).length).join(' + ')} gzip), ${Math.round(took)} ms on slow 3G`,
    )
    expect(bytes).toBeLessThanOrEqual(80_000)
  })

  it('whoever stands before a unit reports it by the code, without scripts, in Chinese and in English', async () => {
    const page = await stage.reader({ viewport: { width: 390, height: 844 } })
    await page.goto('/r/BWC-2025-0133')
    await page.getByLabel('哪里不好用？').fill('屏幕不亮')
    await page.getByLabel('回拨电话').fill('139 1234 5678')
    expect(await measure(page)).toMatchObject({ tooWide: 0, faint: [], small: [] })
    await page.getByRole('button', { name: '报修' }).click()
    await page.getByRole('heading', { name: '已报修' }).waitFor()
    expect(await page.locator('.big').textContent()).toMatch(/^\d{6}-\d{4}$/)
    await page.getByText('回电话').waitFor()
    await stage.place.host.idle()
    await page.goto('/r/BWC-2025-0133')
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByLabel('What is wrong?').fill('still dark')
    await page.getByLabel('Number to call back').fill('0571 8765 4321')
    await page.getByRole('button', { name: 'Report it' }).click()
    await page.getByRole('heading', { name: 'We know, and are on it' }).waitFor()
    await stage.place.host.idle()
  })
})
