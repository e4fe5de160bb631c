import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { BACKUP, CUSTOMER, FROM, MANAGER, Play, PROPOSAL, UNTIL } from './play.ts'

const tick = (step: number, note?: string) => ({ type: 'tick', step, ...(note && { note }) }) as const
const FINISH = { type: 'finish', result: '完成', minutes: 0 } as const
const BY_PHONE = { type: 'agree', agreedBy: '努尔兰', how: 'phone' } as const

describe('the hasty', () => {
  it('does no step before there is a plan, before the customer has agreed, before the backup, or before its time', () => {
    const play = new Play()
    expect(play.does(tick(1))).toContain('there is no plan yet')
    play.must(PROPOSAL)
    expect(play.does(tick(1))).toContain('has not agreed')
    play.must({ type: 'agree' })
    expect(play.does(tick(1))).toContain('record the full backup first')
    play.must(BACKUP)
    expect(play.does(tick(1))).toContain('has not come yet')
    play.until(FROM)
    expect(play.does(tick(1))).toBeUndefined()
  })

  it('says that it is done only once every step is', () => {
    const play = new Play().ready().must(tick(1))
    expect(play.does(FINISH)).toContain('2 steps are not done')
    expect(play.does({ type: 'callOff', reason: '算了' }, MANAGER)).toContain('it has begun')
  })

  it('puts no plan to the customer without a way back, in the past, backwards, or for longer than three days', () => {
    const play = new Play()
    const { rollback: _, ...noWayBack } = PROPOSAL
    expect(play.does(noWayBack)).toContain('rollback: N24 asks')
    expect(play.does({ ...PROPOSAL, from: play.now })).toContain('from: must be in the future')
    expect(play.does({ ...PROPOSAL, until: FROM })).toContain('until: must be after')
    expect(play.does({ ...PROPOSAL, until: at('12-23 01:01') })).toContain('at most 3 days')
    expect(play.does({ ...PROPOSAL, from: at('02-01 01:00', 2028), until: at('02-01 02:00', 2028) })).toContain(
      '400 days',
    )
    expect(play.does({ ...PROPOSAL, downtime: 241 })).toContain('not be longer than the window')
    expect(play.does({ ...PROPOSAL, metAt: later(play.now, 1) })).toContain('metAt: must not be in the future')
    expect(play.stage).toBe('planning')
  })

  it('taps twice and has done it once; a step that is done is not done again', () => {
    const play = new Play().ready()
    const action = { ...tick(1), id: 'tap-1' }
    play.must(action)
    const { seq } = play.state
    expect(play.does(action)).toBeUndefined()
    expect(play.state.seq).toBe(seq)
    expect(play.does(tick(1))).toContain('must be one that is not done yet: 2, 3')
    expect(play.does(tick(4))).toContain('2, 3')
  })
})

describe('the dishonest', () => {
  it('ticks no step after the roll-back, and records no backup once work has begun', () => {
    const play = new Play().ready().must(tick(1))
    expect(play.does(BACKUP)).toContain('no backup of before')
    expect(play.does({ type: 'waiveBackup', reason: '没做' }, MANAGER)).toContain('no backup of before')
    play.must({ type: 'rollBack', reason: '失败' })
    expect(play.does(tick(2))).toContain('no further step')
  })

  it('moves no window without the customer: what they agreed to stands until they agree to something else', () => {
    const play = new Play().agreed()
    const moved = { ...PROPOSAL, from: at('12-22 01:00'), until: at('12-22 05:00') }
    play.must(moved)
    expect(play.state.agreed).toMatchObject({ from: FROM, round: 1 })
    expect(play.state.promises.find(({ key }) => key === 'window/1')).toMatchObject({ dueAt: UNTIL })
    play.until(FROM).must(BACKUP, { type: 'agree' })
    const window = play.state.promises.find(({ key }) => key === 'window/1')
    expect(window).toMatchObject({ dueAt: moved.until, firstDueAt: UNTIL, state: 'open' })
    // The backup of another night is none of this one.
    expect(play.promises.backup).toBe('open')
    expect(play.does(tick(1))).toContain('backup first')
  })

  it('agrees for nobody: who of the customer agreed, and how, is on record, and the link is theirs alone', () => {
    const play = new Play().must(PROPOSAL)
    expect(play.does({ type: 'agree' })).toContain('agreedBy')
    expect(play.does({ type: 'agree', agreedBy: '努尔兰' })).toContain('how')
    expect(play.does({ type: 'agree', agreedBy: '努尔兰', how: 'link' })).toContain('how')
    play.must(BY_PHONE)
    expect(play.state.agreed).toMatchObject({ by: '努尔兰', how: 'phone' })
  })

  it('has agreed for them: the customer says so, and it is undone before it begins', () => {
    const play = new Play().must(PROPOSAL, BY_PHONE).until(at('12-19 12:00')).must(BACKUP)
    expect(play.does({ type: 'disagree', what: '没人问过我' }, CUSTOMER)).toBeUndefined()
    expect([play.stage, play.promises]).toEqual([
      'proposed',
      { agreed: 'open', backup: 'fallenAway', window: 'fallenAway', undisturbed: 'fallenAway' },
    ])
    expect(play.said.slice(-2).map(({ values }) => values.asked)).toEqual(['disagreed', 'disagreed'])
    expect(play.until(FROM).does(tick(1))).toContain('has not agreed')
  })

  it('has moved it in their name: what they did agree to by their own link stands again, late where it is', () => {
    const moved = { ...PROPOSAL, from: at('12-22 01:00'), until: at('12-22 05:00') }
    const play = new Play().agreed().must(moved, BY_PHONE).until(at('12-20 12:00'))
    expect(play.promises.window).toBe('open')
    play.does({ type: 'disagree', what: '我们等了一夜' }, CUSTOMER)
    expect(play.state.agreed).toMatchObject({ from: FROM, how: 'link' })
    play.until(at('12-20 12:01'))
    expect(play.state.promises.find(({ key }) => key === 'window/1')).toMatchObject({
      state: 'broken',
      brokenAt: UNTIL,
    })
  })

  it('has begun without them: then that promise is broken, whatever it ends in', () => {
    const play = new Play().must(PROPOSAL, BY_PHONE).until(FROM).must(BACKUP, tick(1), tick(2), tick(3), FINISH)
    play.until(at('12-27 01:00'))
    expect(play.does({ type: 'disagree', what: '没有同意过' }, CUSTOMER)).toBeUndefined()
    expect(play.promises).toMatchObject({ agreed: 'broken', window: 'kept' })
    expect(play.does({ type: 'disagree', what: '再说一次' }, CUSTOMER)).toContain('does not fit')
    const byLink = new Play().ready().must(tick(1))
    expect(byLink.does({ type: 'disagree', what: '反悔' }, CUSTOMER)).toContain('does not fit')
    const tooLate = new Play().must(PROPOSAL, BY_PHONE).until(FROM).must(BACKUP, tick(1), tick(2), tick(3), FINISH)
    tooLate.until(later(at('12-27 01:00'), 1))
    expect(tooLate.does({ type: 'disagree', what: '没有同意过' }, CUSTOMER)).toContain('does not fit')
  })

  it('calls nothing off once its time is over to save the rate: the window stays broken', () => {
    const play = new Play().agreed().until(later(UNTIL, 60_000))
    play.must({ type: 'callOff', reason: '不做了' })
    expect(play.promises).toMatchObject({ agreed: 'kept', window: 'broken', backup: 'fallenAway' })
  })
})

describe('the forgetful', () => {
  it('has done it and said nothing: asked half an hour after its time, then those above; said afterwards it proves nothing', () => {
    const play = new Play().agreed().until(at('12-22 12:00'))
    expect(play.asked).toEqual([
      '12-20 05:30 outcome ma-jun',
      '12-21 09:00 outcome ma-jun',
      '12-21 09:00 outcome zhao-min',
      '12-22 09:00 outcome ma-jun',
      '12-22 09:00 outcome zhao-min',
      '12-22 09:00 outcome liu-fang',
    ])
    expect(play.does(tick(1))).toContain('record the full backup first')
    play.must({ type: 'sayAfterwards', outcome: 'done', result: '当晚已升级，忘了登记', minutes: 0 })
    expect([play.stage, play.promises]).toEqual([
      'done',
      { agreed: 'kept', backup: 'broken', window: 'broken', undisturbed: 'kept' },
    ])
    expect(play.said.slice(-2).map(({ values }) => values.asked)).toEqual(['afterwards', 'afterwards'])
    const { length } = play.asked
    expect(play.until(at('03-01 09:00', 2027)).asked).toHaveLength(length)
  })

  it('never came: the window that the customer kept free is broken, and it is asked about for ever, ever more seldom', () => {
    const play = new Play().agreed().must(BACKUP).until(at('02-20 09:00', 2027))
    const weeks = play.asked.filter((line) => line.endsWith('liu-fang')).map((line) => line.slice(0, 5))
    expect(weeks.slice(0, 4)).toEqual(['12-22', '12-29', '01-05', '01-12'])
    play.must({ type: 'sayAfterwards', outcome: 'notDone', result: '工程师病了' })
    expect([play.stage, play.promises]).toEqual([
      'calledOff',
      { agreed: 'kept', backup: 'kept', window: 'broken', undisturbed: 'fallenAway' },
    ])
  })

  it('has begun and gone home: the same', () => {
    const play = new Play().ready().must(tick(1)).until(at('12-21 12:00'))
    expect(play.asked[0]).toBe('12-20 05:30 outcome ma-jun')
    expect(play.promises.window).toBe('broken')
  })

  it('has the customer agree to nothing: the coordinator is asked three days before, every working day, then it lapses', () => {
    const play = new Play().must(PROPOSAL).until(at('12-23 12:00'))
    expect(play.asked).toEqual([
      '12-17 09:00 agreement zhao-min',
      '12-18 09:00 agreement zhao-min',
      '12-18 09:00 agreement liu-fang',
      '12-21 09:00 plan zhao-min',
      '12-22 09:00 plan zhao-min',
      '12-22 09:00 plan liu-fang',
      '12-23 09:00 plan zhao-min',
      '12-23 09:00 plan liu-fang',
    ])
    expect([play.stage, play.promises.agreed]).toEqual(['planning', 'fallenAway'])
    expect(play.log.find(({ type }) => type === 'lapsed')?.at).toBe(later(FROM, 1))
  })

  it('did it although the customer had not agreed: said afterwards, that promise is broken', () => {
    const play = new Play().must(PROPOSAL).until(at('12-21 12:00'))
    play.must({ type: 'sayAfterwards', outcome: 'done', result: '当晚做了' })
    expect(play.promises).toEqual({ agreed: 'broken', backup: 'broken', window: 'broken', undisturbed: 'kept' })
    expect(play.folded).toEqual(play.state)
  })

  it('did it before anything was planned: every promise ends by what is on record, and an engineer calls nothing off that way', () => {
    const play = new Play()
    const notDone = { type: 'sayAfterwards', outcome: 'notDone', result: '不做了' } as const
    expect(play.does(notDone)).toContain('call it off')
    play.must({ type: 'sayAfterwards', outcome: 'rolledBack', result: '先做了', minutes: 3, disturbed: '外网' })
    expect(play.promises).toEqual({ agreed: 'broken', backup: 'broken', window: 'broken', undisturbed: 'broken' })
    expect(play.lines.filter(({ evidence }) => evidence !== play.state.seq)).toEqual([])
    const { seq } = play.state
    // Nobody knows when: the line says why, and that it is said now.
    expect(play.lines.map((line) => [line.what, line.rolledBackBecause, line.rolledBackAt])).toEqual([
      ['upgrade:agreed', undefined, undefined],
      ['upgrade:backup', undefined, undefined],
      ['upgrade:window', '先做了', undefined],
      ['upgrade:undisturbed', '先做了', undefined],
    ])
    expect(play.lines.at(-1)).toMatchObject({ rolledBackEvidence: seq })
    expect(play.said.at(1)?.values.reason).toBeUndefined()
    expect(play.said.slice(1).map(({ values }) => values.turn ?? values.asked)).toEqual([
      'restored',
      'afterwards',
      'afterwards',
    ])
  })

  it('had an agreement that was none, and did it all the same: another line of each, broken by what is on record', () => {
    const play = new Play().must(PROPOSAL, BY_PHONE).until(at('12-19 12:00')).must(BACKUP)
    play.does({ type: 'disagree', what: '没人问过我' }, CUSTOMER)
    play.until(at('12-21 12:00')).must({ type: 'sayAfterwards', outcome: 'done', result: '当晚做了' })
    const lines = play.lines.map(({ id, state }) => `${id.slice('upgrade/U-1/N24/'.length)} ${state}`)
    expect(lines).toEqual([
      'agreed/1 fallenAway',
      'backup/1 fallenAway',
      'window/1 fallenAway',
      'undisturbed/1 fallenAway',
      'agreed/2 broken',
      'backup/2 broken',
      'window/2 broken',
      'undisturbed/2 kept',
    ])
  })

  it('has missed one night and agreed to another: nobody is asked before that one is over', () => {
    const play = new Play().agreed().until(at('12-22 12:00'))
    const before = play.asked.length
    play.must({ ...PROPOSAL, from: at('01-10 01:00', 2027), until: at('01-10 05:00', 2027) }, { type: 'agree' })
    play.until(at('01-11 12:00', 2027))
    expect(play.asked.slice(before)).toEqual([
      '01-10 05:30 outcome ma-jun',
      '01-11 09:00 outcome ma-jun',
      '01-11 09:00 outcome zhao-min',
    ])
    // The breach of that night stays one, and this night is a promise of its own.
    expect(play.state.promises.filter(({ key }) => key.startsWith('window'))).toMatchObject([
      { key: 'window/1', state: 'broken', endedBecause: 'agreed' },
      { key: 'window/2', state: 'broken', dueAt: at('01-10 05:00', 2027) },
    ])
  })

  it('plans nothing: asked after a week', () => {
    expect(new Play().until(at('12-23 08:00')).asked).toEqual([
      '12-21 09:00 plan zhao-min',
      '12-22 09:00 plan zhao-min',
      '12-22 09:00 plan liu-fang',
    ])
  })
})

describe('the customer', () => {
  it('calls it off while nobody has begun, and all of ours hear of it; once it has begun they cannot', () => {
    const play = new Play().agreed()
    expect(play.does({ type: 'callOff', reason: '当晚有割接' }, CUSTOMER)).toBeUndefined()
    expect(play.promises).toEqual({
      agreed: 'kept',
      backup: 'fallenAway',
      window: 'fallenAway',
      undisturbed: 'fallenAway',
    })
    const told = play.said.slice(-4).map(({ channel, values }) => `${channel} ${values.turn ?? values.asked}`)
    expect(told).toEqual(['contact calledOff', 'sms calledOff', 'sms calledOff', 'sms calledOff'])
    expect(new Play().ready().must(tick(1)).does({ type: 'callOff', reason: '停' }, CUSTOMER)).toContain('it has begun')
  })

  it('does nothing that is ours', () => {
    const play = new Play().ready()
    for (const action of [BACKUP, tick(1), FINISH, PROPOSAL, { type: 'waiveBackup', reason: '不用' }] as const)
      expect(play.does(action, CUSTOMER)).toContain('does not fit')
  })
})

describe('a manager', () => {
  it('does without a backup where there can be none, and it is on record who said so', () => {
    const play = new Play().agreed()
    expect(play.does({ type: 'waiveBackup', reason: '型号不支持导出' }, MANAGER)).toBeUndefined()
    expect(play.state.promises.find(({ key }) => key === 'backup/1')).toMatchObject({
      state: 'waived',
      waivedBecause: '型号不支持导出',
      waivedBy: 'liu-fang',
    })
    expect(play.until(FROM).does(tick(1))).toBeUndefined()
  })
})

describe('peak hours', () => {
  const busy = [{ from: at('12-20 03:00'), until: at('12-20 04:00'), name: '批量结算' }]
  it('are no time for it, unless the customer asks for it and says why; they see what they agree to', () => {
    const play = new Play()
    play.busy = busy
    expect(play.does(PROPOSAL)).toContain('批量结算 20 Dec 03:00 – 04:00')
    play.must({ ...PROPOSAL, inPeakBecause: '客户要求结算后立即升级' })
    expect(play.state.proposal?.inPeak).toEqual({ because: '客户要求结算后立即升级', peaks: busy })
    expect(play.said.at(-1)?.values.inPeak).toBe('客户要求结算后立即升级')
    play.must({ type: 'agree' }).until(FROM).must(BACKUP)
    expect(play.does(tick(1))).toBeUndefined()
  })

  it('that came into the calendar since are none that they agreed to', () => {
    const play = new Play().ready()
    play.busy = busy
    expect(play.does(tick(1))).toContain('批量结算')
    expect(play.state.begunAt).toBeUndefined()
  })
})
