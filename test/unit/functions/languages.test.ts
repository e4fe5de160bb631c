import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { acceptedLanguage } from '../../../functions/middleware/language.ts'
import { BadRequestError, faultText } from '../../../shared/kernel/errors.ts'
import { actionSchema } from '../../../shared/wire/actions.ts'
import { obligationsQuerySchema, ratesQuerySchema } from '../../../shared/wire/ledger.ts'
import { faultsOf, parse } from '../../../shared/wire/problem.ts'
import { requestSchema } from '../../../shared/wire/request.ts'

const HAN = /\p{Script=Han}/u

describe('errors in the language of whoever asked', () => {
  it.each([
    [undefined, 'en'],
    ['*', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['en-GB', 'en'],
    ['fr-FR, en;q=0.8, zh;q=0.5', 'en'],
    ['kk, zh-TW;q=0.7', 'zh-CN'],
    ['zhuang, fr', 'en'],
  ])('Accept-Language %s of a program: %s', (header, language) => {
    expect(acceptedLanguage(header, 'en')).toBe(language)
  })

  it.each([
    [actionSchema, {}],
    [actionSchema, { type: 'nothing' }],
    [actionSchema, { type: 'note', text: '', more: 1 }],
    [actionSchema, { type: 'pause', reason: 1, until: 'tomorrow' }],
    [requestSchema, { contact: { name: '', email: 'x' }, through: 'pigeon' }],
    [requestSchema, []],
    [ratesQuerySchema, { by: 'moon', month: '2026-13', plan: 'R' }],
    [obligationsQuerySchema, { customer: '!', from: 'x', to: '1999-01-01T00:00:00Z', limit: 1000 }],
  ])('what a schema refuses is worded in Chinese, beside the field: %#', (schema, value) => {
    const result = schema.safeParse(value)
    const faults = result.error ? faultsOf(result.error) : []
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.filter(({ zh }) => !HAN.test(zh))).toEqual([])
    expect(faults.filter(({ en }) => HAN.test(en))).toEqual([])
  })

  it('keeps the field and both wordings', () => {
    const refused = () => parse(ratesQuerySchema, { by: 'customer', month: 'May' })
    expect(refused).toThrow(BadRequestError)
    try {
      refused()
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
      expect(error.faults.map((one) => faultText(one, 'zh-CN'))).toContain('month：要写成月份，例如 2026-11')
      expect(error.problems).toContain('month: must be a month such as 2026-11')
    }
  })

  it('every refusal has both wordings', () => {
    const files = globSync('{shared,functions}/**/*.ts').filter((file) => !file.startsWith('functions/workflow/'))
    const unworded = files.flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /new (?:BadRequestError\(\[\s*|HttpError\(\d+, '\w+', |ForbiddenError\(\w+, )['`][^\n]*/g,
        ),
      ].map(([text]) => `${file}: ${text}`),
    )
    expect(unworded).toEqual([])
  })
})
