import { describe, expect, it } from 'vitest'
import type { Quote } from '../../../shared/charges/charges.ts'
import type { PersonRef } from '../../../shared/kernel/actor.ts'
import { SYSTEM } from '../../../shared/kernel/actor.ts'
import { effectsOf } from '../../../shared/repair/event-messages.ts'
import type { RepairEvent } from '../../../shared/repair/events.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { aRepair, minute } from '../../support/repair-fixtures.ts'
import { wang } from './archive.ts'

const luo: PersonRef = { id: 'luo', name: '罗毅' }
const QUOTE: Quote = { warranty: 'out', origin: 'user', currency: 'CNY', lines: [], totalFen: 100 }
const assigned = aRepair({ assignee: wang })

/** What one event calls for, each as `template → recipient` with its values. */
const messagesOf = (event: RepairEvent, repair: Repair = assigned) =>
  effectsOf([{ ...event, seq: 7, at: minute(5), by: SYSTEM }], repair, repair).map(
    ({ template, to, values, key, link }) => ({
      message: `${template} → ${to || link?.holder}`,
      values,
      key,
      holder: link?.holder,
    }),
  )

describe('what happened calls for messages:', () => {
  it('[C28] [N14] everyone who is asked beyond the desk gets a link of their own', () => {
    const event = { type: 'escalated', to: 'rd', question: 'x', answerBy: minute(60), people: [wang, luo] } as const
    expect(messagesOf(event)).toMatchObject([
      { message: 'escalated → wang', holder: 'wang', values: { team: 'rd', answerBy: minute(60) } },
      { message: 'escalated → luo', holder: 'luo', key: `${assigned.id}/7/escalated/luo` },
    ])
  })
  it('[C28] the customer hears by when it will be solved, however that was said', () => {
    const mail = { message: 'resolution → he-ping', values: { resolutionAt: minute(90), reason: '等件' } }
    expect(messagesOf({ type: 'resolutionPromised', resolutionAt: minute(90), note: '等件' })).toMatchObject([mail])
    expect(messagesOf({ type: 'notSolvedOnSite', resolutionAt: minute(90), reason: '等件' })).toMatchObject([mail])
    expect(messagesOf({ type: 'notSolvedOnSite', reason: '等件' })).toEqual([])
  })
  it('[H17] a price is mailed; what is all free is not', () => {
    expect(messagesOf({ type: 'quoted', quote: QUOTE })).toMatchObject([{ message: 'quote → he-ping' }])
    expect(messagesOf({ type: 'quoted', quote: { ...QUOTE, totalFen: 0 } })).toEqual([])
  })
  it("the customer's word on it goes to whoever has the repair", () => {
    expect(messagesOf({ type: 'quoteAccepted' })).toMatchObject([
      { message: 'quoteAnswered → wang', values: { answer: 'accepted' } },
    ])
    expect(messagesOf({ type: 'quoteDeclined' })).toMatchObject([{ values: { answer: 'declined' } }])
  })
  it('[H16] a replacement that falls due goes to whoever has it, or did the refused repair', () => {
    const event = {
      type: 'replacementDue',
      clause: 'H16',
      because: 'failures',
      with: 'sameModel',
      warranty: 'continues',
    } as const
    const refused = aRepair({
      paging: {
        reason: 'notFixed',
        pending: true,
        nextAt: minute(5),
        position: 0,
        tier: 0,
        round: 0,
        failures: 0,
        first: luo,
      },
    })
    expect(messagesOf(event)).toMatchObject([{ message: 'replacementDue → wang', values: { clause: 'H16' } }])
    expect(messagesOf(event, refused)).toMatchObject([{ message: 'replacementDue → luo' }])
    expect(messagesOf(event, aRepair())).toEqual([])
  })
  it('[H16] the manager is asked to approve it, once, with or without someone who has the repair', () => {
    const event = {
      type: 'replacementDue',
      clause: 'H16',
      because: 'failures',
      with: 'sameModel',
      warranty: 'continues',
      manager: luo,
    } as const
    const asked = { message: 'replacementDue → luo', values: { clause: 'H16', ask: 'approval' } }
    const [told, ...rest] = messagesOf(event)
    expect([told?.message, told?.values.ask]).toEqual(['replacementDue → wang', undefined])
    expect(rest).toMatchObject([asked])
    expect(messagesOf(event, aRepair())).toMatchObject([asked])
    expect(messagesOf(event, aRepair({ assignee: luo }))).toMatchObject([asked])
    expect(messagesOf(event, aRepair({ assignee: luo }))).toHaveLength(1)
  })
  it('[H16] the customer is asked to confirm the new unit', () => {
    const unit = { serial: 'BWC-9', name: '执法记录仪' }
    expect(messagesOf({ type: 'unitReplaced', old: 'BWC-1', unit, clause: 'H16', warranty: 'restarts' })).toMatchObject(
      [
        {
          message: 'replacement → he-ping',
          values: { newUnit: '执法记录仪 BWC-9', clause: 'H16', warranty: 'restarts' },
        },
      ],
    )
  })
  it('a loaner that is still lent when it closes is to be fetched', () => {
    const loaner = { state: 'lent', serial: 'L', name: '备机 1', at: minute(1) } as const
    const closed: RepairEvent = { type: 'closed', how: 'confirmed' }
    const messages = (repair: Repair) => messagesOf(closed, repair).map(({ message }) => message)
    expect(messages({ ...assigned, loaner })).toEqual(['fetchLoaner → wang', 'closed → he-ping'])
    expect(messages({ ...assigned, loaner: { ...loaner, state: 'returned' } })).toEqual(['closed → he-ping'])
  })
  it('[C28] [H16] an answer or a decision that the engineer waits for is told to them, unless it is their own', () => {
    const told = (event: RepairEvent) => messagesOf(event).map(({ message, values }) => [message, values.answer])
    expect(told({ type: 'advised', answer: 'x' })).toEqual([['advised → wang', undefined]])
    const own = { type: 'advised', answer: 'x', seq: 7, at: minute(5), by: { kind: 'engineer', id: wang.id } } as const
    expect(effectsOf([own], assigned, assigned)).toEqual([])
    expect(told({ type: 'replacementApproved', approver: '刘芳' })).toEqual([['replacementDecided → wang', 'approved']])
    expect(told({ type: 'replacementDeclined', approver: '刘芳', reason: 'x' })).toEqual([
      ['replacementDecided → wang', 'declined'],
    ])
  })
  it('losses and what the desk does are told to nobody', () => {
    const claim = { id: 1, clause: 'R8', basis: 'delay', what: 'x', at: minute(5) } as const
    const quiet: RepairEvent[] = [
      { type: 'claimed', claim },
      { type: 'claimSettled', claim: 1, outcome: 'paid', reason: 'x' },
      { type: 'deskTook', until: minute(20) },
      { type: 'passedOn', because: 'timeUp' },
    ]
    expect(quiet.flatMap((event) => messagesOf(event))).toEqual([])
  })
})
