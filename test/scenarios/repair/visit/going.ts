import { expect } from 'vitest'
import type { Instant } from '../../../../shared/kernel/instant.ts'
import { at } from '../../../support/play.ts'
import { World } from '../../../support/world.ts'

/** A Friday night: the promise has somebody there by Saturday 02:13. */
export const REPORT = at('11-20 02:13')
export const PROMISED = at('11-21 02:13')

/** A visit is decided by whoever answered, and the customer has their link. */
export const going = async () => {
  const world = await World.start(REPORT)
  const id = await world.report()
  const { link } = world.mail('报修已受理')
  const page = world.sms('wang-qiang').link
  await world.tap(page, 'acknowledge')
  await world.tap(page, 'respond')
  expect((await world.fetch(link)).text).not.toContain('chooseVisit')
  await world.tap(page, 'goOnSite')
  world.messages()
  return { world, id, link, page }
}
/** What a browser sends of the form on this page. */
export const formOn = (page: string) =>
  /name="action" value="chooseVisit"><input type="hidden" name="id" value="([^"]+)"/.exec(page)?.[1] ??
  expect.fail('no form to choose a visit')
/** As the field has it, on the clock where the unit stands. */
export const onClock = (instant: Instant) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16)
export const choose = async (
  world: World,
  link: string,
  visitAt: Instant,
  fields: Readonly<Record<string, string>> = {},
) => {
  const { text } = await world.fetch(link)
  return world.tap(link, 'chooseVisit', { id: formOn(text), visitAt: onClock(visitAt), ...fields })
}
