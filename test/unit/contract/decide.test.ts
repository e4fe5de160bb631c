import { describe, expect, it } from 'vitest'
import { linesOf } from '../../../shared/contract/due.ts'
import { fold } from '../../../shared/contract/evolve.ts'
import { at, needing, needs, Play, unitOf } from './play.ts'

const PER_UNIT = needing({ C13: { of: 'unit' } })
const CERTIFICATE = 'H9/certificate/contract'

describe('[H9] what becomes of a paper', () => {
  it('there in time it is kept, at the due instant too; a millisecond later it was late', () => {
    for (const [instant, state] of [
      [at('2026-11-21 00:00'), 'kept!'],
      [new Date(Date.parse(at('2026-11-21 00:00')) + 1).toISOString(), 'broken!'],
    ] as const) {
      const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' })
      expect(play.until(instant).record().papers()).toEqual({ [CERTIFICATE]: state })
      expect(play.next()).toBeUndefined()
    }
  })

  it('done without in time it is waived; afterwards it stays a breach, and nobody is asked any more', () => {
    const waived = { type: 'waived', reason: '客户已有' } as const
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' })
    expect(play.say(waived).papers()).toEqual({ [CERTIFICATE]: 'waived!' })
    expect(play.to('2027-01-01 00:00').asked()).toEqual([])
    const late = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }).to('2026-11-23 10:00')
    late.asked()
    expect(late.say(waived).papers()).toEqual({ [CERTIFICATE]: 'broken!' })
    expect(late.to('2027-01-01 00:00').asked()).toEqual([])
  })

  it('a day that moves while it is late, later or earlier: no other date makes a breach undone, and it goes on climbing', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }).to('2026-11-24 10:00')
    play.asked()
    play.dated({ deliveredOn: '2026-11-18' })
    expect(play.papers()).toEqual({ [CERTIFICATE]: 'broken' })
    expect(play.to('2026-11-25 10:00').asked()).toEqual(['11-25 09:00 late 1 chen-wei liu-fang'])
    play.dated({ deliveredOn: '2026-12-01' })
    expect(play.papers()).toEqual({ [CERTIFICATE]: 'broken' })
    expect(play.state.papers[0]).toMatchObject({ dueAt: at('2026-11-21 00:00'), brokenAt: at('2026-11-21 00:00') })
    expect(play.to('2026-12-04 10:00').asked()).toEqual(['12-02 09:00 late 1 chen-wei liu-fang'])
    play.record()
    expect(play.papers()).toEqual({ [CERTIFICATE]: 'broken!' })
  })

  it('what turns out to have been done by the day it was broken on was no breach', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }).to('2026-11-24 10:00')
    play.dated({ deliveredOn: '2026-12-01' })
    play.say({ type: 'recorded', document: '随箱合格证', doneAt: at('2026-11-20 15:00') })
    expect(play.papers()).toEqual({ [CERTIFICATE]: 'kept!' })
  })

  it('a day that is moved at night, into the week before it is due or into the past, wakes nobody', () => {
    const rule = { from: 'signed', within: 'P60D' } as const
    const play = new Play('2026-11-02 12:00', { signedOn: '2026-11-02' }, needing({ H9: rule })).to('2026-11-25 23:00')
    play.bind({ document: needing({ H9: { ...rule, within: 'P28D' } }) })
    expect(play.asked()).toEqual([])
    expect(play.to('2026-11-26 23:00').asked()).toEqual(['11-26 09:00 soon 1 zhao-min'])
    play.bind({ document: needing({ H9: { ...rule, within: 'P20D' } }) })
    expect(play.papers()).toEqual({ [CERTIFICATE]: 'broken' })
    expect(play.asked()).toEqual([])
    expect(play.to('2026-11-27 23:00').asked()).toEqual(['11-27 09:00 late 1 zhao-min chen-wei'])
  })

  it('[C13] a unit that leaves takes its papers with it; back at night, late by then, it is asked about in the morning', () => {
    const units = [unitOf('SN-1'), unitOf('SN-2')]
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }, PER_UNIT, { units })
    play.record('certificate', 'SN-2', 'C13')
    play.bind({ units: units.slice(1) })
    expect(play.papers()).toEqual({ 'C13/certificate/SN-1': 'fallenAway!', 'C13/certificate/SN-2': 'kept!' })
    expect(play.to('2026-11-30 23:00').asked()).toEqual([])
    play.bind({ units })
    expect(play.papers()['C13/certificate/SN-1']).toBe('broken')
    expect(play.asked()).toEqual([])
    expect(play.to('2026-12-01 12:00').asked()).toEqual(['12-01 09:00 late 1 zhao-min chen-wei'])
    // What was handed over stays so, wherever the unit is; so does a breach, and nobody is asked about it any more.
    expect(play.bind({ units: [] }).papers()).toEqual({
      'C13/certificate/SN-1': 'broken!',
      'C13/certificate/SN-2': 'kept!',
    })
  })

  it('[C13] what was handed over stays so wherever the unit is, however its serial was written', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }, PER_UNIT, { units: [unitOf('SN-2')] })
    play.record('certificate', 'sn-2', 'C13')
    expect(play.bind({ units: [] }).papers()).toEqual({ 'C13/certificate/SN-2': 'kept!' })
  })

  it('[C13] [N10] a unit that is replaced owes nothing any more, its successor papers of its own; what was late by then stays late', () => {
    const old = [unitOf('SN-1'), unitOf('SN-2'), unitOf('SN-3')]
    const replaced = old.map(({ unit, timezone }) => ({ unit: { ...unit, replacedBy: `${unit.serial}-B` }, timezone }))
    const successors = old.map(({ unit: { serial } }) =>
      unitOf(`${serial}-B`, 'Asia/Shanghai', { replaces: { serial, on: '2026-11-20', warranty: 'continues' } }),
    )
    const play = new Play('2026-11-20 10:00', { deliveredOn: '2026-11-20' }, PER_UNIT, { units: old.slice(0, 2) })
    play.record('certificate', 'SN-2', 'C13').bind({ units: [...replaced.slice(0, 2), ...successors.slice(0, 2)] })
    expect(play.papers()).toEqual({
      'C13/certificate/SN-1': 'fallenAway!',
      'C13/certificate/SN-2': 'kept!',
      'C13/certificate/SN-1-B': 'open',
      'C13/certificate/SN-2-B': 'open',
    })
    const endedBecause = (one: Play, key: string) => one.state.papers.find((paper) => paper.key === key)?.endedBecause
    expect(endedBecause(play, 'C13/certificate/SN-1')).toBe('replaced')
    play.asked()
    expect(play.to('2026-11-23 12:00').asked()).toEqual(['11-23 09:00 late 2 zhao-min chen-wei'])
    // Replaced a millisecond late, seen or not: that it was late stays, and nobody is asked for it.
    for (const isSeen of [true, false]) {
      const late = new Play('2026-11-20 10:00', { deliveredOn: '2026-11-20' }, PER_UNIT, { units: old.slice(2) })
      const since = new Date(Date.parse(at('2026-11-21 00:00')) + 1).toISOString()
      if (isSeen) late.until(since)
      else late.now = since
      late.bind({ units: replaced.slice(2) })
      expect(late.papers()).toEqual({ 'C13/certificate/SN-3': 'broken!' })
      expect(late.state.papers[0]).toMatchObject({ brokenAt: at('2026-11-21 00:00'), endedBecause: 'replaced' })
      expect(late.next()).toBeUndefined()
    }
    // That it was, turned out to be a mistake.
    play.bind({ units: old.slice(0, 2) })
    expect(play.papers()).toMatchObject({
      'C13/certificate/SN-1': 'broken',
      'C13/certificate/SN-2': 'kept!',
      'C13/certificate/SN-1-B': 'broken!',
    })
  })

  it('a day that is taken away as a mistake leaves nothing to count from: what is open falls away, a breach stays one', () => {
    const document = needing({ H9: {}, H8: {} })
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }, document)
    const { deliveredOn: _, ...undelivered } = play.bound.contract
    expect(play.bind({ contract: undelivered }).papers()).toEqual({
      [CERTIFICATE]: 'fallenAway!',
      'H8/certificate/contract': 'fallenAway!',
    })
    const late = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }, document).record()
    late.to('2026-11-23 12:00').bind({ contract: undelivered })
    expect(late.papers()).toEqual({ [CERTIFICATE]: 'kept!', 'H8/certificate/contract': 'broken!' })
    late.asked()
    expect(late.to('2027-01-01 00:00').asked()).toEqual([])
    // Given again, it is owed again, and late as it was.
    expect(late.dated({ deliveredOn: '2027-01-05' }).papers()).toEqual({
      [CERTIFICATE]: 'kept!',
      'H8/certificate/contract': 'broken',
    })
  })

  it('moved to a version that asks for more, and no longer for some: what was due before is not ours to prove', () => {
    const old = needing({ H8: {}, H9: {} })
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }, old).to('2026-11-24 12:00')
    play.bind({ document: needing({ H9: { needs: needs('certificate', 'proof-of-supply') } }, 2) })
    play.say({ type: 'moved', needed: ['H8/certificate', 'H9/certificate'] })
    expect(play.papers()).toEqual({
      // Broken under the version of then.
      'H8/certificate/contract': 'broken!',
      [CERTIFICATE]: 'broken',
      'H9/proof-of-supply/contract': 'fallenAway!',
    })
    expect(new Set(linesOf(play.state).map(({ planVersion }) => planVersion))).toEqual(new Set([2]))
  })

  it('its line names the clause and the document; whoever is asked hears its name', () => {
    const play = new Play('2026-11-20 12:00', { deliveredOn: '2026-11-20' })
    expect(linesOf(play.state)).toMatchObject([
      {
        id: `contract/K-1/${CERTIFICATE}`,
        clause: 'H9',
        plan: 'H',
        planVersion: 1,
        what: 'document:certificate',
        contract: 'K-1',
        state: 'open',
      },
    ])
    expect(play.events).toContainEqual(
      expect.objectContaining({ type: 'asked', first: { zh: 'certificate', en: 'certificate' } }),
    )
  })

  it('without a day nothing is due, and nothing is waited for', () => {
    const play = new Play('2026-11-19 12:00', {})
    expect(play.papers()).toEqual({})
    expect(play.next()).toBeUndefined()
    expect(linesOf(play.state)).toEqual([])
  })
})

describe('[C13] a contract of many units', () => {
  const NEEDS = ['drivers', 'video-course', 'sample-lessons', 'documents-zh', 'documents-en']
  const document = needing({ C13: { of: 'unit', needs: needs(...NEEDS) } })
  const units = Array.from({ length: 40 }, (_, index) => unitOf(`SN-${index}`))

  it('is taken up in rounds, each within what a save has room for', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }, document, { units })
    expect(play.state.papers).toHaveLength(200)
    const types = play.events.map(({ type }) => type)
    expect(
      types
        .join()
        .split('unfinished')
        .map((round) => round.split('paperDue').length - 1),
    ).toEqual([80, 80, 40])
    expect(play.to('2026-11-20 09:00').asked()).toEqual(['11-20 09:00 lastDay 200 zhao-min'])
    expect(play.to('2026-11-23 09:00').asked()).toEqual(['11-23 09:00 late 200 zhao-min chen-wei'])
    expect(play.state.unfinished).toBeUndefined()
    expect(fold(play.id, play.events)).toEqual({ ...play.state, version: 0 })
  })

  it('what was left to take up and has gone meanwhile leaves nothing to do', () => {
    const play = new Play('2026-11-19 12:00', {}, document, { units })
    const { state, bound } = play
    play.state = { ...state, unfinished: true }
    play.bound = { ...bound, units: [] }
    play.advance()
    expect(play.state.unfinished).toBeUndefined()
    expect(play.next()).toBeUndefined()
  })
})
