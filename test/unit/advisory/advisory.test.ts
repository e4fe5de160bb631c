import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advisoryStory,
  choose,
  issue,
  recalled,
  stageOfAdvisory,
  toldAll,
  withdraw,
} from '../../../shared/advisory/advisory.ts'
import type { Addressed, Notice, RecordedNoticeEvent } from '../../../shared/advisory/notice.ts'
import { linesOf, noticeSummary, stageOfNotice } from '../../../shared/advisory/notice.ts'
import {
  acknowledge,
  advance,
  type NoticeDecision,
  nextAt,
  notTold,
  open,
  send,
  tell,
  withdrawNotice,
} from '../../../shared/advisory/notice-decide.ts'
import { noticeStory } from '../../../shared/advisory/notice-story.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'

const ref = (id: string) => ({ id, name: id })
const DESK = { kind: 'staff', ...ref('desk') } as const
const ADVICE = {
  title: { zh: '漏洞', en: 'A hole' },
  text: { zh: '可绕过登录', en: 'Login can be passed by' },
  todo: { zh: '关闭管理口', en: 'Close the port' },
  severity: 'urgent',
  models: ['FW'],
} as const
const NOW = at('12-14 10:00')
const DUE = at('12-29 00:00')
const OFFICE = [ref('zhao-min'), ref('liu-fang')]
const TO: Addressed = {
  advisory: 'A-1',
  customer: ref('tianshan'),
  title: ADVICE.title,
  severity: 'urgent',
  units: ['FW-1'],
  unitCount: 1,
  contacts: [ref('nurlan'), ref('wang')],
  coordinator: ref('zhao-min'),
  hours: { timezone: 'Asia/Shanghai', askAt: '09:00' },
  bound: { clause: 'N21', plan: 'N', planVersion: 4, contract: 'K-1', dueAt: DUE, month: '2026-12' },
}

describe('whom a warning goes to', () => {
  it('each of them once, a handful at a time, in the order of their ids, however many and wherever it dies', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 180 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        (customers, dies) => {
          let state = issue('A-1', ADVICE, DESK, NOW).state
          const given = new Set<string>()
          for (let round = 0; stageOfAdvisory(state) === 'sending'; round++) {
            expect(round).toBeLessThan(200)
            state = choose(state, customers, NOW).state
            expect(state.pending.length).toBeLessThanOrEqual(50)
            // Of those it was about to tell only some have their notice: the same are told again, and nobody else is chosen.
            const half = dies[round] ? Math.floor(state.pending.length / 2) : state.pending.length
            for (const one of state.pending.slice(0, half)) given.add(one)
            if (!dies[round]) state = toldAll(state, state.pending, NOW).state
          }
          expect([...given].toSorted()).toEqual(customers.toSorted())
          expect(state.told).toBe(customers.length)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('what was chosen meanwhile by another is not taken for told; withdrawn it goes to nobody else', () => {
    const chosen = choose(issue('A-1', ADVICE, DESK, NOW).state, ['a', 'b'], NOW).state
    expect(toldAll(chosen, ['a'], NOW).events).toEqual([])
    expect(toldAll(chosen, [], NOW).events).toEqual([])
    const gone = withdraw(chosen, '误报', DESK, NOW).state
    expect([stageOfAdvisory(gone), advisoryStory.isAttended(gone), gone.pending]).toEqual(['withdrawn', true, []])
    expect(choose(gone, ['c'], NOW).events).toEqual([])
    expect(withdraw(gone, '再来', DESK, NOW).events).toEqual([])
    // Until each who has it has heard.
    const some = recalled(gone, 50, false, NOW).state
    expect([advisoryStory.isAttended(some), advisoryStory.nextAt(some, NOW)]).toEqual([true, NOW])
    const all = recalled(some, 3, true, NOW).state
    expect([advisoryStory.isAttended(all), advisoryStory.nextAt(all, NOW)]).toEqual([false, undefined])
    expect(recalled(all, 0, true, NOW).events).toEqual([])
    expect(recalled(chosen, 0, true, NOW).events).toEqual([])
  })
})

/** One notice, played on the pure core. */
class Play {
  state: Notice
  now = NOW
  readonly log: RecordedNoticeEvent[] = []
  constructor(to: Partial<Addressed> = {}) {
    const sent = send('A-1.tianshan', { ...TO, ...to }, ADVICE, NOW)
    this.state = sent.state
    this.log.push(...sent.events)
  }
  does(decide: (state: Notice, now: string) => NoticeDecision): this {
    const { state, events } = decide(this.state, this.now)
    this.state = state
    this.log.push(...events)
    return this
  }
  until(now: string): this {
    for (let next = nextAt(this.state); next !== undefined && next <= now; next = nextAt(this.state)) {
      this.now = next > this.now ? next : this.now
      const before = this.log.length
      this.does((state, instant) => advance(state, { office: OFFICE, advice: ADVICE }, instant))
      if (this.log.length === before) throw new Error(`${next}: nothing was due`)
    }
    this.now = now
    return this
  }
  get story(): readonly string[] {
    return this.log
      .slice(1)
      .map((event) => `${event.at.slice(5, 16)} ${event.type} ${'person' in event ? event.person?.id : ''}`.trim())
  }
}
const nurlan = (question?: string) => (state: Notice, now: string) => acknowledge(state, ref('nurlan'), question, now)

describe('what one customer is told', () => {
  it('by nobody acknowledged, they are reminded once, then the coordinator is asked to call, then the manager too', () => {
    expect(new Play().until(at('01-15 12:00', 2027)).story).toEqual([
      '12-18T01:00 reminded',
      '12-21T01:00 asked zhao-min',
      '12-28T01:00 asked zhao-min',
      '12-28T01:00 asked liu-fang',
      '12-28T16:00 missed',
      '01-04T01:00 asked zhao-min',
      '01-04T01:00 asked liu-fang',
      '01-11T01:00 asked zhao-min',
      '01-11T01:00 asked liu-fang',
    ])
  })

  it('is kept by whoever says that they have it, until its very instant; an opened link proves nothing', () => {
    const opened = new Play().does((state, now) => open(state, ref('nurlan'), now))
    expect([stageOfNotice(opened.state), linesOf(opened.state)[0]?.state]).toEqual(['opened', 'open'])
    expect(opened.does((state, now) => open(state, ref('nurlan'), now)).log).toHaveLength(2)
    const inTime = new Play().until(DUE).does(nurlan())
    expect(linesOf(inTime.state)[0]).toMatchObject({ clause: 'N21', state: 'kept', endedAt: DUE })
    const late = new Play().until(later(DUE, 1)).does(nurlan())
    expect(linesOf(late.state)[0]).toMatchObject({ state: 'broken', brokenAt: DUE, endedAt: later(DUE, 1) })
  })

  it('ends with the first answer: a colleague’s is shown too, and nobody is asked any more', () => {
    const play = new Play().does(nurlan()).does((state, now) => acknowledge(state, ref('wang'), undefined, now))
    expect(noticeSummary(play.state).contacts.map(({ acknowledgedAt }) => acknowledgedAt)).toEqual([NOW, NOW])
    expect(play.until(at('06-01 09:00', 2027)).story).toHaveLength(2)
    expect(play.does(nurlan()).log).toHaveLength(3)
    expect(linesOf(play.state)[0]?.state).toBe('kept')
  })

  it('a question is passed to whoever coordinates the contract, once for each contact', () => {
    const play = new Play().does(nurlan()).does(nurlan('要停机吗？')).does(nurlan('再问一次'))
    const said = noticeStory.messages(play.log, undefined, play.state).filter(({ channel }) => channel === 'sms')
    expect(said.map(({ values }) => values.asked)).toEqual(['question'])
  })

  it('by telephone is as good, and not said twice', () => {
    const told = (state: Notice, now: string) => tell(state, { whom: '努尔兰', how: 'phone' }, DESK, now)
    const play = new Play().does(told).does(told)
    expect([play.log.length, stageOfNotice(play.state), linesOf(play.state)[0]?.state]).toEqual([2, 'told', 'kept'])
  })

  it('whom nothing reaches is called the next morning: nobody waits for a reminder that reaches nobody either', () => {
    const one = new Play().does((state, now) => notTold(state, 'nurlan', 'no address', now))
    expect(nextAt(one.state)).toBe(at('12-18 09:00'))
    const both = one.does((state, now) => notTold(state, 'wang', 'no address', now))
    expect(nextAt(both.state)).toBe(at('12-15 09:00'))
    expect(nextAt(new Play({ contacts: [] }).state)).toBe(at('12-15 09:00'))
  })

  it('withdrawn it falls away, but for what was broken by then', () => {
    const gone = (state: Notice, now: string) => withdrawNotice(state, '误报', DESK, now)
    expect(linesOf(new Play().does(gone).state)[0]).toMatchObject({
      state: 'fallenAway',
      endedBecause: 'adviceWithdrawn',
    })
    expect(linesOf(new Play().until(later(DUE, 1)).does(gone).state)[0]).toMatchObject({ state: 'broken' })
    expect(new Play().does(gone).until(at('06-01 09:00', 2027)).log).toHaveLength(2)
  })

  it('withdrawn is told to each contact, whoever had answered too; their receipts stay, and asking is still heard', () => {
    const gone = (state: Notice, now: string) => withdrawNotice(state, '型号写错', DESK, now)
    const play = new Play().does((state, now) => open(state, ref('nurlan'), now)).does(nurlan())
    play.until(later(NOW, 60_000)).does(gone)
    const said = noticeStory.messages(play.log.slice(-1), undefined, play.state)
    expect(said.map(({ channel, values, link }) => [channel, values.turn, values.reason, link?.holder])).toEqual([
      ['contact', 'withdrawn', '型号写错', 'nurlan'],
      ['contact', 'withdrawn', '型号写错', 'wang'],
    ])
    expect([stageOfNotice(play.state), linesOf(play.state)[0]?.state]).toEqual(['acknowledged', 'kept'])
    // To acknowledge what is no more is nothing; to have read that it is no more is a receipt of its own, once.
    play.does((state, now) => acknowledge(state, ref('wang'), undefined, now))
    for (let times = 0; times < 2; times++) play.does((state, now) => open(state, ref('nurlan'), now))
    expect(noticeSummary(play.state).contacts).toEqual([
      { ...ref('nurlan'), openedAt: NOW, acknowledgedAt: NOW, sawWithdrawalAt: play.now },
      ref('wang'),
    ])
    expect(play.does((state, now) => acknowledge(state, ref('wang'), '要改回去吗？', now)).log).toHaveLength(6)
    expect(noticeStory.fold('A-1.tianshan', play.log)).toEqual(play.state)
  })

  it('is no line where the contract promises no warnings, and the same is folded from its log', () => {
    expect(linesOf(new Play({ bound: undefined as never }).state)).toEqual([])
    const play = new Play().until(at('12-22 09:00')).does(nurlan('?'))
    expect(noticeStory.fold('A-1.tianshan', play.log)).toEqual(play.state)
  })
})
