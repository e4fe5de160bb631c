import { expect, it } from 'vitest'
import { comparable } from './record.ts'

it('leaves out what must differ between two tellings, and nothing else', () => {
  expect(
    comparable({
      id: '261120-0007',
      dueAt: '2026-11-19T18:13:00.000Z',
      lateBy: 'PT1M6.02S',
      link: 'https://cn.example.com/p/AbCdEf-_1234',
      explanation: '45 s from 02:13 → 11-21 02:14',
      limit: 'R5 45 s',
      rating: 5,
      states: ['kept', 'broken'],
    }),
  ).toEqual({
    id: '<repair>',
    dueAt: '<instant>',
    lateBy: '<length>',
    link: 'https://cn.example.com/p/<capability>',
    explanation: '45 s from <time> → <time>',
    limit: 'R5 45 s',
    rating: 5,
    states: ['kept', 'broken'],
  })
})
