import { describe, expect, test } from 'vitest'
import { describeOutdated, outdatedContracts } from '../../../shared/contract/outdated.ts'
import { plans } from '../../support/plans.ts'

const contract = (id: string, plan: string, planVersion: number) => ({
  id,
  customer: `${id}-customer`,
  plan,
  planVersion,
})

describe('contracts on an older version', () => {
  const found = outdatedContracts(
    [
      contract('K-3', 'R', 1),
      contract('K-2', 'R', 2),
      contract('K-1', 'R', 1),
      contract('K-4', 'R', 9),
      contract('K-5', 'X', 1),
    ],
    plans,
    '2026-11-30',
  )
  test('are those whose plan has a newer one; the latest, unknown versions and unknown plans are none', () => {
    expect(found.map(({ contract: id, old, next }) => [id, old.version, next.version])).toEqual([
      ['K-1', 1, 2],
      ['K-3', 1, 2],
    ])
  })
  test('are told with what changes for their customers, once', () => {
    const text = describeOutdated(found, 'en')
    expect(text.slice(0, 3)).toEqual([
      '2 contracts keep version 1 of plan R; the latest is 2. To move one, set its planVersion',
      '  K-1  K-1-customer',
      '  K-3  K-3-customer',
    ])
    expect(text.filter((line) => line.includes('after 3 failed repairs'))).toEqual([
      expect.stringMatching(/^ {2}R2 .* → after 2 failed repairs/),
    ])
  })
  test('are told in Chinese too', () => {
    expect(describeOutdated(found, 'zh-CN').slice(0, 3)).toEqual([
      '2 份合同沿用承诺 R 第 1 版，最新为第 2 版；改绑请修改合同的 planVersion',
      '  K-1  K-1-customer',
      '  K-3  K-3-customer',
    ])
  })
  test('none: said so', () => {
    expect(describeOutdated([], 'zh-CN')).toEqual(['所有合同均为最新版承诺'])
    expect(describeOutdated([], 'en')).toEqual(['Every contract has the latest version of its plan'])
  })
})
