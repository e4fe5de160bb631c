import { describe, expect, it } from 'vitest'
import { type BoardRow, matches, ordered, passes, wordsIn } from '../../../web/console/app/board/order.ts'
import { minute } from '../../support/repair-fixtures.ts'

const NOW = Date.parse(minute(60))

const row = (id: string, changes: Partial<BoardRow> = {}): BoardRow => ({
  id,
  plan: 'R',
  severity: 'urgent',
  stage: 'repair',
  assignee: '陈伟',
  paused: false,
  ...changes,
})
const next = (at: number) => ({ next: { clause: 'R7', milestone: 'repaired', dueAt: minute(at) } }) as const
const broken = (at: number, more = {}) =>
  ({ broken: { clause: 'R5', milestone: 'repaired', since: minute(at), ...more } }) as const
const unanswered = { assignee: undefined, stage: 'response', paged: { name: '周洁', answered: false } }

const heaviest = ({ severity }: BoardRow) => ['urgent', 'serious'].indexOf(severity)
const idsIn = (rows: readonly BoardRow[]) =>
  ordered(rows, heaviest, NOW).map(({ group, row: { id } }) => `${group} ${id}`)

describe('the board', () => {
  it('what nobody has, then what is broken, then what is due next, then what waits for the customer', () => {
    const rows = [
      row('waits', { ...next(90), paused: true }),
      row('later', next(600)),
      row('soon', next(90)),
      row('broken', broken(30)),
      row('nobody', { ...next(300), ...unanswered }),
      row('nobody, though the desk has called back', { ...next(400), ...unanswered, stage: 'remoteFix' }),
      row('repaired', { ...next(400), ...unanswered, stage: 'repair', paged: { name: '周洁', answered: true } }),
      row('ended late', { ...broken(30, { endedAt: minute(40) }), ...next(500) }),
    ]
    expect(idsIn(rows)).toEqual([
      'nobody nobody',
      'nobody nobody, though the desk has called back',
      'late broken',
      'soon soon',
      'onTime repaired',
      'onTime ended late',
      'onTime later',
      'waiting waits',
    ])
  })

  it('of what is broken the heaviest first, then the longest; of the rest what is due first', () => {
    const rows = [
      row('light, long', { ...broken(1), severity: 'serious' }),
      row('heavy, short', broken(50)),
      row('heavy, long', broken(10)),
      row('due second', next(100)),
      row('due first', next(90)),
    ]
    expect(idsIn(rows)).toEqual([
      'late heavy, long',
      'late heavy, short',
      'late light, long',
      'soon due first',
      'soon due second',
    ])
  })

  it('a limit that has passed is late at once, whether or not anybody has recorded it yet', () => {
    expect(idsIn([row('just now', next(60))])).toEqual(['late just now'])
  })

  it('somebody at the desk has it, and so has whoever answered', () => {
    expect(idsIn([row('desk', { ...next(90), ...unanswered, desk: '吴丹' })])).toEqual(['soon desk'])
    expect(idsIn([row('answered', { ...next(90), ...unanswered, paged: { name: '周洁', answered: true } })])).toEqual([
      'soon answered',
    ])
  })

  it('narrowed to what is overdue, due within half an hour, or had by nobody', () => {
    const lines = ordered([row('late', broken(30)), row('due', next(80)), row('far', next(120))], heaviest, NOW)
    const under = (filter: Parameters<typeof passes>[1]) =>
      lines.filter((line) => passes(line, filter, NOW)).map(({ row: { id } }) => id)
    expect(under('late')).toEqual(['late'])
    expect(under('due')).toEqual(['due'])
    expect(under('nobody')).toEqual([])
    expect(under('all')).toHaveLength(3)
  })

  it('searched by words that all stand somewhere in a row, in any case', () => {
    const one = row('261120-0001', { unit: 'BWC-2025-0117', site: '城东派出所' })
    expect(matches(one, wordsIn('bwc 城东'))).toBe(true)
    expect(matches(one, wordsIn('0001'))).toBe(true)
    expect(matches(one, wordsIn('bwc 图书馆'))).toBe(false)
    expect(matches(one, wordsIn('  '))).toBe(true)
  })
})
