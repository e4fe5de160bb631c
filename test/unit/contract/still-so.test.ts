import { describe, expect, it } from 'vitest'
import { messagesOf } from '../../../shared/contract/messages.ts'
import { isPage, type SmsEffect } from '../../../shared/subject/effect.ts'
import { contractPlot } from '../../../shared/use-cases/contract-plot.ts'
import { plans } from '../../support/plans.ts'
import { at, needing, Play } from './play.ts'

const H20 = plans.find(({ id, version }) => id === 'H' && version === 2)?.clauses.filter(({ id }) => id === 'H20') ?? []
const papers = needing({ H9: {} })
const DOCUMENT = { ...papers, clauses: [...papers.clauses, ...H20] }

/** The messages about a subject asked of, and whether they say something that is so at that instant. */
const told = (play: Play, about: string): SmsEffect => {
  const effects = messagesOf(play.events, undefined, play.state)
  const found = effects.find(({ channel, values }) => channel === 'sms' && values.asked === about)
  if (found?.channel !== 'sms' || isPage(found)) throw new Error(`nobody was asked about ${about}`)
  return found
}

describe('[H9] [H20] whether a question that waited still says something that is so', () => {
  const play = () =>
    new Play(
      '2027-01-10 12:00',
      { signedOn: '2026-11-02', acceptedOn: '2026-11-10', deliveredOn: '2027-01-12' },
      DOCUMENT,
    )
  const isStillSo = (one: Play, about: string, now = one.now) =>
    contractPlot.isStillSo(one.state, told(one, about), now)

  it('about papers: while a paper is open, or late; a payment that is past due keeps it not alive', () => {
    const one = play().to('2027-01-12 12:00')
    expect([isStillSo(one, 'lastDay'), isStillSo(one, 'payment')]).toEqual([true, true])
    expect(isStillSo(one.record(), 'lastDay')).toBe(false)
    expect(isStillSo(one, 'payment')).toBe(true)
  })

  it('about a payment: while one is past due; a paper that is late keeps it not alive', () => {
    const one = play().to('2027-01-13 12:00')
    expect(isStillSo(one, 'late')).toBe(true)
    one.record('trial', 'contract', 'H20')
    expect([isStillSo(one, 'late'), isStillSo(one, 'payment')]).toEqual([true, false])
    // Due soon is something else than late.
    expect(isStillSo(one, 'lastDay')).toBe(false)
  })

  it.each([
    ['2027-01-12 20:30', true],
    ['2027-01-12 21:00', false],
    ['2027-01-13 02:00', false],
    ['2027-01-16 10:00', false],
    ['2027-01-18 08:00', true],
  ])('it goes by day on working days, and an hour longer for its reader’s sake: %s %s', (time, goes) => {
    expect(isStillSo(play().to('2027-01-12 12:00'), 'payment', at(time))).toBe(goes)
  })
})
