import { expect, it } from 'vitest'
import { type IcsEvent, icsOf } from '../../../shared/message/ics.ts'

const NOW = '2027-03-01T00:00:00.000Z'
const EVENT: IcsEvent = { uid: 'K-1/C17/x-1/site@chengnuo', sequence: 2, summary: '巡检', at: { day: '2028-02-29' } }
const lines = (event: Partial<IcsEvent>) => icsOf('江南大学', [{ ...EVENT, ...event }], NOW).split('\r\n')
/** As whoever reads it unfolds it (RFC 5545, 3.1). */
const unfolded = (event: Partial<IcsEvent>) => icsOf('x', [{ ...EVENT, ...event }], NOW).replaceAll('\r\n ', '')

it('a day is a whole day, a leap day too, and ends with the next', () => {
  const all = lines({})
  expect(all.slice(0, 3)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', expect.stringMatching(/^PRODID:/)])
  expect(all).toEqual(
    expect.arrayContaining(['DTSTART;VALUE=DATE:20280229', 'DTEND;VALUE=DATE:20280301', 'SEQUENCE:2']),
  )
  expect(all).toEqual(expect.arrayContaining(['DTSTAMP:20270301T000000Z', 'UID:K-1/C17/x-1/site@chengnuo']))
  expect(all.slice(-3)).toEqual(['END:VEVENT', 'END:VCALENDAR', ''])
})

it('a time is in UTC, wherever it is', () => {
  const at = { from: '2027-03-01T01:00:00.000Z', to: '2027-03-01T03:30:00.000Z' }
  expect(lines({ at })).toEqual(expect.arrayContaining(['DTSTART:20270301T010000Z', 'DTEND:20270301T033000Z']))
  expect(lines({ isCancelled: true })).toContain('STATUS:CANCELLED')
})

it('what has a meaning of its own is escaped, and nobody adds lines of their own', () => {
  const summary = '一教; 二教, C:\\ \r\nBEGIN:VEVENT\n\u0007\u2028x'
  expect(unfolded({ summary })).toContain('SUMMARY:一教\\; 二教\\, C:\\\\ \\nBEGIN:VEVENT\\n\u2028x\r\n')
  expect(lines({ summary }).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
})

it('no line has more than 75 bytes, and no letter is torn apart', () => {
  for (let length = 1; length < 60; length++) {
    for (const letter of ['a', 'é', '检', '🔧']) {
      const summary = letter.repeat(length * 3)
      const all = lines({ summary, description: summary })
      for (const line of all) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(unfolded({ summary })).toContain(`SUMMARY:${summary}\r\n`)
    }
  }
})
