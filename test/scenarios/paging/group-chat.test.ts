import { createHmac } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { groupChat, oneMore, robotsIn } from '../../../functions/channels/robots/robots.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { loopback, type Received } from '../../support/providers/loopback.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const SECRET = 'SEC of the group'
const sha = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64')

/** Each checks what it is sent as its provider's manual says, and answers as that does. */
const wecom = () =>
  loopback(({ url, body }, response) => {
    const isRight = url.endsWith('?key=k') && JSON.parse(body).msgtype === 'text'
    response.end(JSON.stringify({ errcode: isRight ? 0 : 93000, errmsg: '' }))
  })
const dingtalk = () =>
  loopback(({ url }, response) => {
    const told = new URL(url, 'http://a').searchParams
    const timestamp = told.get('timestamp') ?? ''
    const isRight = told.get('access_token') === 't' && told.get('sign') === sha(SECRET, `${timestamp}\n${SECRET}`)
    const isNow = Math.abs(Number(timestamp) - Date.now()) < 3_600_000
    response.end(JSON.stringify({ errcode: isRight && isNow ? 0 : 310000, errmsg: '' }))
  })
const feishu = () =>
  loopback(({ body }, response) => {
    const { timestamp, sign } = JSON.parse(body)
    const isNow = Math.abs(Number(timestamp) * 1000 - Date.now()) < 3_600_000
    response.end(JSON.stringify({ code: isNow && sign === sha(`${timestamp}\n${SECRET}`, '') ? 0 : 19021 }))
  })
type Place = Awaited<ReturnType<typeof loopback>>
const told = (one: Place, two: Place, three: Place) => ({
  WECOM_ROBOT_URL: `${one.url}/send?key=k`,
  DINGTALK_ROBOT_URL: `${two.url}/robot/send?access_token=t`,
  DINGTALK_ROBOT_SECRET: SECRET,
  FEISHU_ROBOT_URL: `${three.url}/hook/h`,
  FEISHU_ROBOT_SECRET: SECRET,
})
const textIn = ({ body }: Received): string => {
  const said = JSON.parse(body)
  return (said.text ?? said.content).content ?? said.content.text
}
function noting() {
  const lines: string[] = []
  const line = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`)
  return { lines, log: { info: line, warn: line, error: line } }
}

describe('a group chat is told of a new repair', () => {
  it('by each robot, signed: what, where, who is asked, where to look; nobody’s number, no link of theirs, and once', async () => {
    const places = [await wecom(), await dingtalk(), await feishu()] as const
    const world = await World.start(NOW, { robots: robotsIn(told(...places)) })
    const id = await world.report()
    await vi.waitFor(() => expect(places.map(({ received }) => received.length)).toEqual([1, 1, 1]), 10_000)
    const [text = '', ...others] = places.flatMap(({ received }) => received.map(textIn))
    expect(others).toEqual([text, text])
    const [first = '', second, link] = text.split('\n')
    expect(first).toMatch(/^新故障 紧急：\S+ \S+$/)
    expect(second).toBe(`单号 ${id}，已呼叫王强，02:16 前接单`)
    expect(link).toMatch(new RegExp(`/repairs/${id}$`))
    expect(text).not.toMatch(/\d{8}|\/[pci]\//)

    // Nobody answers: it climbs as ever, and the group is not told of each who is asked.
    await world.advance('PT3M')
    expect(world.sms('zhou-jie').text).toContain(id)
    expect(places.map(({ received }) => received.length)).toEqual([1, 1, 1])
    world.messages()
  })

  it('one that hangs, refuses or is gone holds up no page and fails none', async () => {
    const hangs = await loopback(() => {})
    const refuses = await loopback((_, response) => response.end('{"errcode":45009,"errmsg":"api freq out of limit"}'))
    const gone = { ...refuses, url: 'http://127.0.0.1:1' }
    const world = await World.start(NOW, { robots: robotsIn(told(hangs, refuses, gone)) })
    const id = await world.report()
    const page = world.sms('wang-qiang')
    expect([page.at, page.text.includes(id)]).toEqual([NOW, true])
    const { timeline } = await world.repair(id)
    expect(timeline.map(({ text }: { text: string }) => text).join()).not.toContain('could not')
    world.messages()
  })
})

describe('robots', () => {
  it('a refusal is a line in the log, without address or secret', async () => {
    const refuses = await loopback((_, response) => response.writeHead(200).end('{"errcode":310000,"errmsg":"SEC"}'))
    const { lines, log } = noting()
    const robots = robotsIn(told(refuses, refuses, { ...refuses, url: 'http://127.0.0.1:1' }))
    await groupChat(robots, log)('新故障')
    expect(lines.toSorted()).toEqual([
      'Not posted to the group {"robot":"feishu","cause":"feishu did not take the message: TypeError"}',
      'Not posted to the group: refused {"robot":"dingtalk","status":200}',
      'Not posted to the group: refused {"robot":"wecom","status":200}',
    ])
  })

  it('20 a minute; what is more is dropped with a line in the log, and the next minute has its own', async () => {
    const place = await wecom()
    const { lines, log } = noting()
    let now: Instant = NOW
    const [robot] = robotsIn({ WECOM_ROBOT_URL: `${place.url}/send?key=k` })
    const post = groupChat(robot ? [robot] : [], log, { now: () => now })
    for (let count = 0; count < 25; count++) await post(`${count}`)
    expect([place.received.length, lines.length]).toEqual([20, 5])
    expect(lines[0]).toBe('Not posted to the group: too many in a minute {"robot":"wecom"}')
    now = later(NOW, 60_000)
    await post('next')
    expect(place.received.length).toBe(21)
  })

  it('a post of a minute ago counts no more', () => {
    const full = Array.from({ length: 20 }, () => NOW)
    expect(oneMore(full, later(NOW, 59_999))).toBeUndefined()
    expect(oneMore(full, later(NOW, 60_000))).toEqual([later(NOW, 60_000)])
    expect(oneMore(full.slice(1), NOW)).toHaveLength(20)
  })

  it.each([
    [{ WECOM_ROBOT_URL: 'qyapi' }, 'WECOM_ROBOT_URL is an address'],
    [{ DINGTALK_ROBOT_URL: 'https://oapi.dingtalk.com/robot/send?access_token=t' }, 'needs DINGTALK_ROBOT_SECRET'],
    [{ FEISHU_ROBOT_URL: 'https://open.feishu.cn/hook' }, 'needs FEISHU_ROBOT_SECRET'],
  ])('what does not do is said at the start: %j', (environment, said) => {
    expect(() => robotsIn(environment)).toThrow(SettingError)
    expect(() => robotsIn(environment)).toThrow(said)
    expect(robotsIn({})).toEqual([])
  })
})
