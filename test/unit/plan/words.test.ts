import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planProblem } from '../../../shared/wire/plan-file/words.ts'

/** Where what is wrong with plan files is worded. */
const SOURCES = [
  'infra/plans.ts',
  'shared/wire/plan-file/never-comes.ts',
  'shared/wire/plan.ts',
  'shared/plan/contradictions.ts',
  ...globSync('shared/plan/rules/**/*.ts'),
]
/** How such wordings begin. */
const OPENING =
  /^(X |[a-z]\S* )?(is |must |has no |cannot |goes with |does not |never |mixes |promised needs|says the same|there is a|the whole|the rules of|loaned goes|no active|nobody is|falls due |stage X|plan \S+ version|version \S+ of|clause )/

/** Worded by others, made of words that are worded here, or said of a rule that is right. */
const ELSEWHERE = /^(X is not valid|must be X$|there is no plan file|someone is on the duty roster)/

const wordings = SOURCES.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"([^"\n]*)")/g)]
    .map(([, single, template, double]) =>
      (single ?? template ?? double ?? '').replace(/\$\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, 'X'),
    )
    .map((text) => text.replace(/^X:1:1: /, '').replace(/(?<=[a-z])X$/, '; did you mean X?'))
    .filter((text) => OPENING.test(text) && !ELSEWHERE.test(text)),
)

describe('what is wrong with a plan file', () => {
  it('is worded in Chinese too', () => {
    expect(wordings.length).toBeGreaterThan(35)
    expect(
      wordings.filter((text) => !/\p{Script=Han}/u.test(planProblem(`a.yaml:1:2: clauses[0] (X1): ${text}`))),
    ).toEqual([])
  })

  it('keeps its place', () => {
    expect(
      planProblem('shared/R.yaml:92:71: clauses[4].rules[0].untill (R5): is not a key we know; did you mean until?'),
    ).toBe('shared/R.yaml:92:71：clauses[4].rules[0].untill (R5)：没有这个键，是不是 until？')
    expect(planProblem('R.yaml:1:1: the file: is missing')).toBe('R.yaml:1:1：整个文件：缺少')
    expect(planProblem('R.yaml:1:1: something new')).toBe('R.yaml:1:1：something new')
  })
})
