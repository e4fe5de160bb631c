import { expect, it } from 'vitest'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { at } from '../../support/play.ts'
import { china } from '../../support/providers/china.ts'
import { loopback } from '../../support/providers/loopback.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')

it('a night with two providers: where one takes no more the other has the page at once, its link works, and no word of a caller keeps it from going', async () => {
  const alibaba = await loopback((_, to) => to.writeHead(400).end('{"Code":"isv.BUSINESS_LIMIT_CONTROL"}'))
  const tencent = await loopback((_, to) => to.end('{"Response":{"SendStatusSet":[{"Code":"Ok"}]}}'))
  const channels = chosen(ON_ONE_MACHINE, china(alibaba.url, tencent.url))
  const world = await World.start(NOW, { channels })
  const id = await world.report({ symptoms: '【中奖】点 www.example.com 领取' })
  const told = () => tencent.received.map(({ body }) => JSON.parse(body))
  const [page] = told()
  expect(page).toMatchObject({ PhoneNumberSet: ['+8613800138103'], TemplateId: 'SMS_page' })
  expect(page.TemplateParamSet.join('')).not.toMatch(/中奖|example/)
  expect([alibaba.received.length, world.sms('wang-qiang').at]).toEqual([1, NOW])
  const { timeline } = await world.repair(id)
  expect(timeline.map(({ text }: { text: string }) => text).join()).not.toContain('could not')

  // He does not answer: the next person's page goes by it too.
  await world.advance('PT3M')
  expect(told().map(({ PhoneNumberSet: [to], TemplateId }) => [to, TemplateId])).toContainEqual([
    '+8613800138106',
    'SMS_page',
  ])

  // The link that the phone shows: what stands in the registered text, and the two variables at its end.
  const path = `/p/${page.TemplateParamSet.slice(-2).join('')}`
  expect((await world.repair(id)).assignee).toBeFalsy()
  expect((await world.tap(path, 'acknowledge')).status).toBeLessThan(400)
  expect((await world.repair(id)).assignee).toBeTruthy()
  world.messages()
})
