import { describe, expect, it } from 'vitest'
import { choicesIn, columnsIn, fits, gridOf, narrowingIn, USUAL } from '../../../web/console/app/board/narrowing.ts'

const row = {
  id: '261120-0001',
  plan: 'R',
  severity: 'urgent',
  stage: 'repair',
  roster: 'huadong',
  paused: false,
  assignee: '陈伟',
}
const desk = { ...row, id: '261120-0002', severity: 'serious', assignee: undefined, desk: '吴丹' }

describe('what an address narrows the board to', () => {
  it('is what it names of stage, severity of its plan, roster and who has it; all of them hold', () => {
    const under = (query: string) =>
      [row, desk].filter((one) => fits(one, narrowingIn(new URLSearchParams(query)))).map(({ id }) => id.slice(-1))
    expect(under('')).toEqual(['1', '2'])
    expect(under('severity=R/urgent')).toEqual(['1'])
    expect(under('roster=huadong&who=吴丹')).toEqual(['2'])
    expect(under('roster=huadong&who=吴丹&stage=response')).toEqual([])
  })

  it('offers what there is, once and in order', () => {
    expect(choicesIn([row, desk, row], 'severity')).toEqual(['R/serious', 'R/urgent'])
    expect(choicesIn([row, desk], 'who')).toEqual(['吴丹', '陈伟'])
  })

  it('and its columns: in their own order, whatever else is written there; without a word as the width has it', () => {
    const columns = (query: string) => columnsIn(new URLSearchParams(query))
    expect(columns('cols=id.nonsense.cl')).toEqual(['cl', 'id'])
    expect(columns('cols=none')).toEqual([])
    expect(columns('')).toBeUndefined()
    expect(gridOf(['cl', 'id'], false)).toBe('40px 54px minmax(0, 1fr) minmax(86px, 134px) 116px')
    expect(gridOf(USUAL, true).split(/ (?![^(]*\))/)).toHaveLength(3 + USUAL.length)
  })
})
