import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { NURLAN, underFour } from './upgrade.ts'

const WARNING = {
  title: { zh: '防火墙管理口漏洞', en: 'A hole in the management port of the firewall' },
  text: { zh: '7.2 及以前的固件可被绕过登录。' },
  todo: { zh: '请先关闭外网对管理口的访问。' },
  severity: 'urgent',
  models: ['ngfw-2000'],
  versions: '7.2 及以前',
}

describe('a warning to all whom it concerns', () => {
  it('[N21] goes to every customer with such a model, who acknowledges it: free, and on record', async () => {
    const world = await underFour()
    const { status, json } = await world.api('/api/advisories', WARNING)
    expect(status).toBe(201)
    const letter = world.mail('安全预警', NURLAN)
    expect(letter.text).toContain('7.2 及以前的固件可被绕过登录。')
    const page = (await world.fetch(letter.link)).text
    expect(page).toContain('请先关闭外网对管理口的访问。')
    expect((await world.api(`/api/advisories/${json.id}`)).json).toMatchObject({
      stage: 'sent',
      told: 1,
      notices: [{ customer: 'tianshan-data', units: 2, stage: 'opened', contacts: [{ openedAt: world.now }] }],
    })
    expect((await world.tap(letter.link, '')).status).toBe(303)
    const after = (await world.api(`/api/advisories/${json.id}`)).json
    expect(after.notices[0]).toMatchObject({ stage: 'acknowledged', contacts: [{ acknowledgedAt: world.now }] })
    const [line] = await world.host.deps.ledger.ofSubject(`notice/${json.id}.tianshan-data`)
    expect(line).toMatchObject({ clause: 'N21', what: 'advice:warned', state: 'kept', contract: 'TS-2025-004' })
    expect(await check(world.host.deps)).toEqual([])
    // Whoever has answered is left in peace.
    await world.advanceTo(at('01-20 12:00', 2027))
    world.messages()
    expect((await world.host.deps.ledger.ofSubject(`notice/${json.id}.tianshan-data`))[0]?.state).toBe('kept')
  })
})
