import { describe, expect, it } from 'vitest'
import { ringingFor, SNOOZE_MS } from '../../../web/console/app/alarm/ringing.ts'

const MINUTE = 60_000

describe('the alarm', () => {
  /** What is rung for, minute by minute. */
  const play = (untakenAt: (minute: number) => readonly string[], minutes: number, silentUntil = 0) => {
    let rung: ReadonlyMap<string, number> = new Map()
    const heard: string[] = []
    for (let minute = 0; minute <= minutes; minute++) {
      const now = ringingFor(untakenAt(minute), rung, minute * MINUTE, silentUntil)
      rung = now.rung
      heard.push(...now.ring.map((id) => `${minute} ${id}`))
    }
    return heard
  }

  it('rings once for what nobody has, and again every five minutes until somebody does', () => {
    expect(play((minute) => (minute < 11 ? ['a'] : []), 20)).toEqual(['0 a', '5 a', '10 a'])
  })

  it('rings anew for what comes, and for what somebody let go of', () => {
    expect(play((minute) => (minute < 1 ? ['a'] : minute < 2 ? ['b'] : ['a', 'b']), 3)).toEqual(['0 a', '1 b', '2 a'])
  })

  it('in silence rings for nothing, and forgets nothing', () => {
    expect(play(() => ['a'], 12, SNOOZE_MS)).toEqual(['10 a'])
  })
})
