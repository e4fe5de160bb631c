import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { FORM_DOCUMENTS, loadForms, readForms } from '../../../infra/forms.ts'
import { loadPlans } from '../../../infra/plans.ts'
import { describeForm } from '../../../shared/form/describe.ts'
import { itemsOf } from '../../../shared/form/form.ts'
import { clausesWith } from '../../../shared/plan/document.ts'
import { formJsonSchema } from '../../../shared/wire/form-file/schema.ts'
import { InvalidPlanError } from '../../../shared/wire/plan.ts'
import { planProblem } from '../../../shared/wire/plan-file/words.ts'
import { choice, formFile, item, said } from './forms.ts'

const folder = mkdtempSync(join(tmpdir(), 'forms-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : stringify(content, { aliasDuplicateObjects: false }))
  return path
}
const problemsIn = (...files: readonly string[]): readonly string[] => {
  try {
    readForms(files)
    return []
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems
    throw error
  }
}
const withoutPlace = (problem: string) => problem.replace(/^.*?:\d+:\d+: /, '')

describe('a form that is wrong is refused', () => {
  test.each([
    [
      'without an end: no item',
      formFile(),
      'sections[0].items: a form without an end: it asks for nothing',
      'sections[0].items：没有题目：没有题目的表单永远填不完',
    ],
    [
      'without a section',
      { ...formFile(), sections: [] },
      'sections: a form without an end: it asks for nothing',
      'sections：没有题目：没有题目的表单永远填不完',
    ],
    [
      'two items of one id',
      formFile(choice('a'), item('score', 'a')),
      'sections[0].items[1].id: a is there already',
      'sections[0].items[1].id：a 已经有了',
    ],
    [
      'limits the wrong way round',
      formFile(item('number', 'a', { min: 5, max: 4 })),
      'sections[0].items[0].max: 4 is below min, 5',
      'sections[0].items[0].max：上限 4 比下限 5 还小',
    ],
    [
      'two options of one value',
      formFile({
        ...choice('a'),
        options: [
          { value: 'x', label: said('x') },
          { value: 'x', label: said('y') },
        ],
      }),
      'sections[0].items[0].options[1].value: is the value of another option too',
      'sections[0].items[0].options[1].value：和另一个选项的 value 相同',
    ],
    [
      'when, of an item that comes later: nobody would ever be asked',
      formFile(item('text', 'a', { when: { item: 'b', is: ['ok'] } }), choice('b')),
      'sections[0].items[0].when: b is no item before this one',
      'sections[0].items[0].when：前面没有 b 这一题',
    ],
    [
      'when, of an option that there is none of',
      formFile(choice('a'), item('text', 'b', { when: { item: 'a', is: ['broken'] } })),
      'sections[0].items[1].when: broken is no option of a: ok, fault, soon',
      'sections[0].items[1].when：a 没有选项 broken；有 ok, fault, soon',
    ],
    [
      'two signatures',
      formFile(item('signature', 'a'), item('signature', 'b')),
      'sections: has more than one signature',
      'sections：签字只能有一处',
    ],
    [
      'a kind misspelt',
      formFile({ ...item('score', 'a'), kind: 'scores' }),
      'sections[0].items[0].kind: "scores" is not a kind; did you mean score?',
      'sections[0].items[0].kind：没有 "scores" 这种题，是不是 score？',
    ],
    [
      'a key misspelt',
      formFile({ ...item('score', 'a'), requierd: true }),
      'sections[0].items[0].requierd: is not a key we know; did you mean required?',
      'sections[0].items[0].requierd：没有这个键，是不是 required？',
    ],
    [
      'more than anybody fills in',
      formFile(...Array.from({ length: 101 }, (_, index) => item('text', `a${index}`))),
      'sections: has more than 100 items',
      'sections：超过 100 题：请分成几张表单',
    ],
  ])('%s', (_, content, en, zh) => {
    const [problem = '', ...more] = problemsIn(file('bad.yaml', content))
    expect(more).toEqual([])
    expect(withoutPlace(problem)).toBe(en)
    expect(planProblem(problem).replace(/^.*?:\d+:\d+：/, '')).toBe(zh)
  })

  test('with file, line and column', () => {
    const path = file('line.yaml', 'id: check\nversion: 1\ntitle: { zh: 检查 }\nsections: []\n')
    expect(problemsIn(path)).toEqual([
      `${path}:3:1: title.en: is missing`,
      `${path}:4:1: sections: a form without an end: it asks for nothing`,
    ])
  })

  test('two forms of one version that say different things; one copied as it is does no harm', () => {
    const [one, other] = [file('one.yaml', formFile(choice('a'))), file('other.yaml', formFile(choice('b')))]
    const [problem = ''] = problemsIn(one, other)
    expect(problem).toBe(
      `${other}:1:1: form check version 1 is there already, in ${one}, and says otherwise: raise version`,
    )
    expect(planProblem(problem)).toBe(`${other}:1:1：表单 check 第 1 版已经在 ${one} 里，内容不同：把 version 加大`)
    expect(readForms([one, file('copy.yaml', formFile(choice('a')))])).toHaveLength(1)
  })
})

describe('the forms that come with it', () => {
  const forms = loadForms('')

  test('are all of use: in both languages, asked in order, and every plan names only such', () => {
    expect(forms.map(({ id }) => id)).toHaveLength(new Set(forms.map(({ id, version }) => `${id} ${version}`)).size)
    const named = loadPlans().flatMap((document) =>
      clausesWith(document, 'recurring').flatMap(({ form }) => form ?? []),
    )
    expect(named.length).toBeGreaterThan(11)
    expect(named.filter((id) => !forms.some((form) => form.id === id))).toEqual([])
    for (const form of forms) {
      expect(itemsOf(form).some(({ required }) => required)).toBe(true)
      expect(describeForm(form, 'zh-CN').join('')).toMatch(/\p{Script=Han}/u)
      expect(describeForm(form, 'en').join('')).not.toMatch(/\p{Script=Han}/u)
    }
  })

  test('their JSON schema is the one that editors read', () => {
    expect(JSON.parse(readFileSync(join(FORM_DOCUMENTS, 'form.schema.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(formJsonSchema())),
    )
  })

  test("a folder of one's own comes beside them", () => {
    const own = mkdtempSync(join(tmpdir(), 'own-'))
    writeFileSync(join(own, 'check.yaml'), stringify(formFile(item('score', 'a'))))
    expect(loadForms(own)).toHaveLength(forms.length + 1)
    rmSync(own, { recursive: true })
  })
})

test('a plan that names a form that there is none of is refused, with its line', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../shared/plan/documents/C.v4.yaml'), 'utf8')
  const own = mkdtempSync(join(tmpdir(), 'plan-'))
  const path = join(own, 'C.yaml')
  writeFileSync(path, text.replace('form: full-inspection', 'form: full-inspektion'))
  const line = text.slice(0, text.indexOf('form: full-inspection')).split('\n').length
  const problem = problemOf(own)
  expect(problem).toMatch(
    new RegExp(
      `C\\.yaml:${line}:\\d+: clauses.*form \\(C17\\): there is no form full-inspektion; did you mean full-inspection\\?; FORMS names the folder of your own$`,
    ),
  )
  expect(planProblem(problem)).toContain('没有表单 full-inspektion，是不是 full-inspection？')
  // Whoever has forms of their own has forgotten to say where.
  writeFileSync(path, text.replace('form: full-inspection', 'form: my-check-list'))
  const forgotten = problemOf(own)
  expect(forgotten).toMatch(
    /there is no form my-check-list; there is arrival-call, .*; FORMS names the folder of your own$/,
  )
  expect(planProblem(forgotten)).toMatch(/没有表单 my-check-list；有 arrival-call.*；自己的表单放在 FORMS 指的目录$/)
  rmSync(own, { recursive: true })
})

/** What is wrong first with the plans of a folder. */
const problemOf = (plans: string): string => {
  try {
    loadPlans(plans)
    return ''
  } catch (error) {
    return (error as InvalidPlanError).problems[0] ?? ''
  }
}
