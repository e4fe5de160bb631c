import { describe, expect, test } from 'vitest'
import { requireSeverity, severityMeant, severityNamed, severityWords } from '../../../shared/plan/severity.ts'
import { C, H, N, R } from './documents.ts'

describe('severity words', () => {
  test.each([
    [C, '一般故障', 'ordinary'],
    [C, '一般', 'ordinary'],
    [C, 'Ordinary', 'ordinary'],
    [C, 'ORDINARY FAULT', 'ordinary'],
    [C, 'ordinary-fault', 'ordinary'],
    [C, ' ｏｒｄｉｎａｒｙ　', 'ordinary'],
    [C, 'System down', 'critical'],
    [N, '重大系统故障', 'major'],
    [N, '重大', 'major'],
    [R, '技术 求助', 'help'],
    [R, 'u', 'urgent'],
    [H, '报修', 'standard'],
  ])('plan %#: “%s” is understood', (plan, word, id) => {
    expect(severityNamed(plan, word)).toBe(id)
    expect(severityMeant(plan, word)).toEqual({ severity: id })
    expect(requireSeverity(plan, word)).toBe(id)
  })

  test('every plan knows each of its own words, and no word names two of its severities', () => {
    for (const plan of [C, H, N, R]) {
      for (const { id, name, short } of plan.severities) {
        for (const word of [id, name.zh, name.en, short.zh, short.en]) expect(severityNamed(plan, word)).toBe(id)
      }
    }
  })

  test.each([undefined, '', ' ', '　'])('no word (%j): the strictest, and nothing to say of it', (word) => {
    expect(severityMeant(R, word)).toEqual({ severity: 'urgent' })
  })

  test('a word nobody understands: the strictest, never in silence; whoever can still mend it is given the list', () => {
    const { severity, problem } = severityMeant(R, 'major')
    expect([severity, problem]).toEqual(['urgent', expect.stringContaining('"major" is none of')])
    expect(problem).toContain('技术求助 / Technical help (help)')
    expect(() => requireSeverity(R, 'major')).toThrow(
      expect.objectContaining({ problems: [expect.stringContaining(severityWords(R))] }),
    )
  })
})
