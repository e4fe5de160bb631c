import { describe, expect, it } from 'vitest'
import { offersIn, outcomeOf, valuesFor } from '../../../web/console/app/board/bulk.ts'

const choice = (name: string, ...values: string[]) => ({
  name,
  label: name,
  kind: 'choice' as const,
  required: true,
  choices: values.map((value) => ({ value, label: value })),
})
const form = (type: string, ...fields: ReturnType<typeof choice>[]) => ({ type, fields })

const forms = new Map([
  ['one', [form('assign', choice('person', 'li', 'chen')), form('withdraw')]],
  ['two', [form('assign', choice('person', 'chen', 'ma'), choice('why', 'near'))]],
])

describe('several repairs at once', () => {
  it('are offered what any of them allows, what most allow first, with whatever any may choose', () => {
    const offers = offersIn(forms)
    expect(offers.map(({ form: { type }, fieldsOf }) => [type, [...fieldsOf.keys()]])).toEqual([
      ['assign', ['one', 'two']],
      ['withdraw', ['one']],
    ])
    expect(offers[0]?.form.fields.map(({ name, choices }) => [name, choices?.map(({ value }) => value)])).toEqual([
      ['person', ['li', 'chen', 'ma']],
      ['why', ['near']],
    ])
  })

  it('are offered first what is next for most of them', () => {
    const next = (type: string) => ({ ...form(type), likely: true })
    const offers = offersIn(
      new Map([
        ['one', [form('note'), next('acknowledge')]],
        ['two', [form('note'), next('assign'), next('acknowledge')]],
        ['three', [form('note'), form('assign')]],
      ]),
    )
    expect(offers.map(({ form: { type }, likelyOf }) => [type, likelyOf])).toEqual([
      ['acknowledge', 2],
      ['assign', 1],
      ['note', 0],
    ])
  })

  it('are each sent the fields of their own form', () => {
    const [assign] = offersIn(forms)
    const values = { person: 'chen', why: 'near' }
    expect(assign && [valuesFor(assign, 'one', values), valuesFor(assign, 'two', values)]).toEqual([
      { person: 'chen' },
      values,
    ])
  })

  it('tell who was faster, what was refused, and what may or may not have arrived', () => {
    const kinds = [409, 400, 403, 429, 500, 0].map((status) => outcomeOf({ status }).kind)
    expect(kinds).toEqual(['faster', 'refused', 'refused', 'lost', 'lost', 'lost'])
    expect(outcomeOf(new TypeError('x')).kind).toBe('lost')
  })
})
