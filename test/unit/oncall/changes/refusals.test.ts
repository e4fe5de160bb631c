import { describe, expect, it } from 'vitest'
import { later } from '../../../../shared/kernel/instant.ts'
import { CHANGES_KEPT, type RosterRequest } from '../../../../shared/oncall/change-roster.ts'
import { oneTier, rosterWith } from '../roster.ts'
import { change, first, refusal, THURSDAY, TO_AN, TO_BO, TO_CHEN } from './support.ts'

const HOUR = 3_600_000
const week = { from: TO_BO, to: TO_CHEN }
const standIn = { kind: 'standIn', tier: 0, replaces: 'bo', person: 'fang', ...week } as const
const leave = (person: string): RosterRequest => ({ kind: 'leave', person, ...week })
const swapWith = (at: string): RosterRequest => ({
  kind: 'swap',
  shifts: [
    { tier: 0, at: TO_BO },
    { tier: 0, at },
  ],
})

describe('[H21] a change that contradicts the roster is refused with a sentence', () => {
  const roster = rosterWith()
  const stands = change(roster, standIn)

  it.each([
    [
      'a second stand-in for one turn',
      stands,
      { ...standIn, person: 'chen', from: later(TO_BO, HOUR) },
      'from：一线 11月9日 09:00 – 11月16日 09:00 已由 fang工 代：请先撤销那一条，或错开时间',
    ],
    ['standing in for oneself', roster, { ...standIn, person: 'bo' }, 'person：bo工 不能代自己的班'],
    [
      'a turn that they do not have then',
      roster,
      { ...standIn, replaces: 'chen' },
      'replaces：chen工 这段时间不在一线值班，不用代',
    ],
    [
      'two tiers at once',
      roster,
      { ...standIn, person: 'er' },
      'person：er工 11月9日 09:00 会同时值一线和二线：请换人，或先让别人代其中一班',
    ],
    [
      'standing in while on leave',
      change(roster, leave('chen')),
      { ...standIn, person: 'chen' },
      'person：chen工 11月9日 09:00 – 11月16日 09:00 请假（家事），不能值班：请换人',
    ],
    [
      'leave while standing in',
      stands,
      leave('fang'),
      'person：fang工 11月9日 09:00 – 11月16日 09:00 答应了值一线：请先撤销那一条或另找人',
    ],
    [
      'leave twice',
      change(roster, leave('an')),
      leave('an'),
      'from：an工 11月9日 09:00 – 11月16日 09:00 已登记请假：请先撤销，或错开时间',
    ],
    ['leave of somebody who is not of it', roster, leave('fang'), 'person：fang工 不在这张值班表上'],
    [
      'leave of the manager without a stand-in',
      roster,
      leave('boss'),
      'person：boss工 11月9日 09:00 是经理，超时都要报给这个人：请先安排谁代经理',
    ],
    ['a person whom nobody knows', roster, { ...standIn, person: 'ghost' }, 'person：没有编号 "ghost"'],
    ['the end before the beginning', roster, { ...standIn, to: TO_BO }, 'to：必须晚于开始时间'],
    [
      'what is over',
      roster,
      { ...standIn, from: later(THURSDAY, -1) },
      'from：不能早于现在：谁值过班不会改写，请从现在或以后开始',
    ],
    [
      'what nobody looks so far ahead at',
      roster,
      { ...standIn, to: '2028-01-01T00:00:00.000Z' },
      'to：太远了：最多提前 400 天',
    ],
    ['a tier that there is not', roster, { ...standIn, tier: 7 }, 'tier：只能是 0、1、2'],
    ['a swap with oneself', roster, swapWith(later(TO_BO, HOUR)), 'shifts：两班都是 bo工 的：请选另一个人的班'],
    [
      'a swap of a shift that is over',
      roster,
      swapWith('2026-10-28T01:00:00.000Z'),
      'shifts.1.at：这一班已经值完，不能再换',
    ],
    [
      'a swap of a shift that was given away',
      stands,
      swapWith(TO_CHEN),
      'from：一线 11月9日 09:00 – 11月16日 09:00 已由 fang工 代：请先撤销那一条，或错开时间',
    ],
    [
      'an order that names somebody twice',
      roster,
      { kind: 'order', tier: 0, people: ['an', 'an'] },
      'people：每人写一次，至少一人',
    ],
    [
      'an order under a stand-in',
      stands,
      { kind: 'order', tier: 0, people: ['bo', 'an'] },
      'from：11月9日 09:00 – 11月16日 09:00 由 fang工 代班，改了以后对不上：请先撤销，或从那以后开始',
    ],
    ['the end of what there is not', roster, { kind: 'end', change: 'c9' }, 'change：只能是 '],
    ['the end after the end', stands, { kind: 'end', change: 'c1', from: TO_CHEN }, 'from：那时本来就结束了，不必撤销'],
  ] as [string, typeof roster, RosterRequest, string][])('%s', (_, before, request, said) => {
    expect(refusal(before, request)).toBe(said)
  })

  it('a stand-in whom the directory names and one on record contradict each other too', () => {
    const fromFile = oneTier({ overrides: [{ ...week, tier: 0, replaces: 'bo', person: 'chen' }] })
    expect(refusal(fromFile, standIn)).toMatch(/已由 chen工 代/)
    const ended = change(fromFile, { kind: 'end', change: 'file-1' })
    expect([first(fromFile, TO_BO), first(ended, TO_BO)]).toEqual(['chen', 'bo'])
    expect(first(change(ended, standIn), TO_BO)).toBe('fang')
  })

  it('the stand-in of a manager on leave stays until there is another', () => {
    const both = change(change(roster, { kind: 'standIn', tier: 2, person: 'fang', ...week }), leave('boss'))
    expect(refusal(both, { kind: 'end', change: 'c1' })).toMatch(/请先安排谁代经理/)
  })

  it('an order that holds already is followed by another, and not taken back', () => {
    const now = change(roster, { kind: 'order', tier: 0, people: ['bo', 'an'] })
    expect(refusal(now, { kind: 'end', change: 'c1' }, later(THURSDAY, HOUR))).toMatch(/已经生效：请登记新的安排/)
  })

  it('one that follows another is none: up to the very instant', () => {
    const after = { ...standIn, replaces: 'chen', person: 'fang', from: TO_CHEN, to: TO_AN }
    expect(refusal(stands, after)).toBe('')
    const halves = change(roster, { ...standIn, to: later(TO_BO, HOUR) })
    expect(refusal(halves, { ...standIn, person: 'chen', from: later(TO_BO, HOUR) })).toBe('')
  })

  it('a bounded number is kept, those to come before those that are over', () => {
    let many = roster
    for (let day = 0; day < CHANGES_KEPT + 10; day++) {
      const from = later(THURSDAY, day * 2 * HOUR)
      many = change(many, { kind: 'leave', person: 'an', from, to: later(from, HOUR) }, from)
    }
    expect(many.changes).toHaveLength(CHANGES_KEPT)
    expect(many).toMatchObject({
      version: CHANGES_KEPT + 10,
      changes: expect.arrayContaining([expect.objectContaining({ id: `c${CHANGES_KEPT + 10}` })]),
    })
    expect(JSON.stringify(many).length).toBeLessThan(60_000)
  })
})
