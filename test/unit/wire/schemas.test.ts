import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import { ACTION_NAMES } from '../../../shared/repair/offers.ts'
import { ACTION_TYPES, parseAction } from '../../../shared/wire/actions.ts'
import { callSchema } from '../../../shared/wire/call.ts'
import { evidenceSchema } from '../../../shared/wire/evidence.ts'
import { parseActionForm } from '../../../shared/wire/form.ts'
import { instant, parse } from '../../../shared/wire/problem.ts'

const problemsOf = (run: () => unknown): readonly string[] => {
  try {
    run()
  } catch (error) {
    if (error instanceof BadRequestError) return error.problems
    throw error
  }
  return []
}

describe('an instant', () => {
  test.each([
    ['2026-11-19T18:13:00Z', '2026-11-19T18:13:00.000Z'],
    ['2026-11-20T02:13:00.5+08:00', '2026-11-19T18:13:00.500Z'],
    ['2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
    ['2099-12-31T23:59:59.999Z', '2099-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, expected) => expect(parse(instant, text)).toBe(expected))
  test.each([
    '2026-11-19',
    '2026-11-19T18:13:00',
    '2026-02-30T00:00:00Z',
    'now',
    '',
    7,
    null,
    '1999-12-31T23:59:59Z',
    '2100-01-01T00:00:00Z',
    '9999-12-31T23:59:59-14:00',
    '2099-12-31T23:59:59-01:00',
  ])('%s is none', (value) => expect(problemsOf(() => parse(instant, value))).toHaveLength(1))
})

describe('problems', () => {
  const schema = z.strictObject({ a: z.strictObject({ b: z.string() }), c: z.array(z.int()) })
  test('name each field by its path', () => {
    expect(problemsOf(() => parse(schema, { a: { b: 1, x: 1, y: 1 }, c: [1, 'two'] }))).toEqual([
      'a.b: Invalid input: expected string, received number',
      'a.x: is not a known field',
      'a.y: is not a known field',
      'c.1: Invalid input: expected number, received string',
    ])
  })
  test('say what is missing', () =>
    expect(problemsOf(() => parse(schema, { a: {} }))).toEqual(['a.b: is missing', 'c: is missing']))
  test('name the body when it is none', () => {
    expect(problemsOf(() => parse(schema, 'x'))).toEqual([expect.stringMatching(/^body: /)])
  })
})

describe('actions', () => {
  test('are those of the domain', () => expect([...ACTION_TYPES].sort()).toEqual(Object.keys(ACTION_NAMES).sort()))
  test.each(ACTION_TYPES)('%s refuses unknown fields', (type) => {
    expect(problemsOf(() => parseAction({ type, colour: 'red' }))).toContain('colour: is not a known field')
  })
  test.each([
    [{ type: 'confirm', rating: 0 }, 'rating'],
    [{ type: 'confirm', rating: 6 }, 'rating'],
    [{ type: 'confirm', rating: 4.5 }, 'rating'],
    [{ type: 'note', text: '  ' }, 'text'],
    [{ type: 'note', text: 'x'.repeat(4001) }, 'text'],
    [{ type: 'complete', cause: 'x', done: 'y', parts: 'one' }, 'parts'],
    [{ type: 'delay', reason: 'x', newTime: 'tomorrow' }, 'newTime'],
  ])('%o is refused by its field', (action, field) => {
    expect(problemsOf(() => parseAction(action))).toEqual([expect.stringMatching(new RegExp(`^${field}: `))])
  })
  test('keep instants in UTC', () => {
    expect(parseAction({ type: 'goOnSite', visitAt: '2026-11-20T09:30:00+08:00' })).toEqual({
      type: 'goOnSite',
      visitAt: '2026-11-20T01:30:00.000Z',
    })
  })
})

describe('a form', () => {
  const parsed = (fields: Record<string, string>, zone = 'Asia/Shanghai') =>
    parseActionForm(new URLSearchParams(fields), zone)
  test('leaves out what is empty', () =>
    expect(parsed({ action: 'respond', note: ' ', id: '1/respond' })).toEqual({ type: 'respond', id: '1/respond' }))
  test('reads numbers', () =>
    expect(parsed({ action: 'confirm', rating: '4' })).toEqual({ type: 'confirm', rating: 4 }))
  test('reads local time, across summer time too', () => {
    expect(parsed({ action: 'delay', reason: 'x', newTime: '2026-03-29T12:00' }, 'Europe/Berlin')).toMatchObject({
      newTime: '2026-03-29T10:00:00.000Z',
    })
  })
  test('refuses what it does not know', () => {
    expect(problemsOf(() => parsed({ action: 'confirm', rating: 'good' }))).toEqual([
      expect.stringMatching(/^rating: /),
    ])
    expect(problemsOf(() => parsed({ note: 'x' }))).toEqual([expect.stringMatching(/^type: /)])
  })
})

test('a call needs its id, its caller and its symptoms', () => {
  expect(problemsOf(() => parse(callSchema, {}))).toEqual([
    'callId: is missing',
    'caller: is missing',
    'symptoms: is missing',
  ])
})

test.each(['0226-04-12', '1999-12-31', '2100-01-01'])('evidence of %s is of no century of ours', (day) => {
  const asked = { customer: 'x', from: '2026-11-01', to: '2026-11-30', format: 'html', reason: 'audit' }
  expect(evidenceSchema.safeParse(asked).success).toBe(true)
  for (const field of ['from', 'to']) expect(evidenceSchema.safeParse({ ...asked, [field]: day }).success).toBe(false)
})
