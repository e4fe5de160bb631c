import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../../infra/local/host.ts'
import { actOnVisit } from '../../../shared/use-cases/act-on-visit.ts'
import { visitRows } from '../../../shared/use-cases/visits.ts'
import { signContract } from '../../scenarios/planned/contract.ts'
import { grave } from '../../support/browser/axe.ts'
import { drawsAlike, unlike } from '../../support/browser/baseline.ts'
import { at } from '../../support/play.ts'
import { hasConsole, MANAGER, onStage, ROLES, WIDE } from '../support.ts'

const NOW = at('05-12 09:05', 2027)
const PARTS = ['due', 'visits', 'calls', 'duty', 'upgrades', 'advisories', 'calendar']

/** Three weeks before the inspections of June: each page of planned service as it was last looked at, and open to whoever cannot see. */
describe.skipIf(!hasConsole)('planned service, page by page', () => {
  const stage = onStage(at('05-12 09:00', 2027))

  it.each([
    ['light', WIDE],
    ['light', { width: 390, height: 844 }],
    ['dark', { width: 390, height: 844 }],
  ] as const)('%s, %o', { timeout: 180_000 }, async (colorScheme, viewport) => {
    const { host } = stage.place
    await signContract(host, 'C', { planVersion: 4 })
    await stage.place.advance('PT5M')
    await agree(host, 'jiangnan-library')
    const page = await stage.reader({ viewport, colorScheme, scripts: true })
    await page.clock.setFixedTime(NOW)
    await page.goto('/console')
    await page.getByRole('button', { name: ROLES.manager }).click()
    await page.getByText(/^实时/).waitFor({ state: 'attached' })

    const isCompared = colorScheme === 'light' && (await drawsAlike(page))
    const wrong: (string | undefined)[] = []
    const look = async (name: string) => {
      wrong.push(...(await barred(page, name)))
      if (isCompared) wrong.push(await unlike(page, `${name}-${viewport.width}`))
    }
    for (const part of PARTS) {
      await page.goto(`/console/planned/${part}`)
      await page.locator('main').waitFor()
      await look(`planned-${part}`)
    }
    const visit = await inspection(host)
    for (const [name, path] of Object.entries({
      'planned-visit': `/console/planned/visits?open=${visit}`,
      'visit-job': `/jobs/${visit}`,
      'visit-chosen': linkOf(host, 'tang.yu'),
    })) {
      await page.goto(path)
      await look(name)
    }
    expect(wrong.filter((one) => one !== undefined)).toEqual([])
  })
})

/** The first that is to be agreed for the inspections of the quarter. */
async function inspection(host: Host): Promise<string> {
  for await (const { row } of visitRows(host.deps))
    if (row.works.some(({ key }) => key.startsWith('C17/'))) return row.id
  throw new Error('no inspection is planned')
}

const barred = async (page: Page, name: string): Promise<readonly string[]> => {
  await page.waitForTimeout(1000)
  return (await grave(page)).map((one) => `${name}: ${one}`)
}

/** One of them has its date already. */
async function agree({ deps, idle }: Host, place: string): Promise<void> {
  for await (const { row } of visitRows(deps)) {
    const agreed = { type: 'agree', from: at('05-18 10:00', 2027), agreedBy: '吴主任', how: 'phone' } as const
    if (row.place === place && row.way === 'visit') await actOnVisit(deps, row.id, agreed, MANAGER)
  }
  await idle()
}

/** Where this contact is asked to choose a date. */
function linkOf({ outbox }: Host, to: string): string {
  const mail = outbox.list(1000).find((one) => one.to.startsWith(to) && one.about.startsWith('visit/'))
  return new URL(/https?:\/\/\S+\/c\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '').pathname
}
