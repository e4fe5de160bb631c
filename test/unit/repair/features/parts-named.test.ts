import { describe, expect, it } from 'vitest'
import { changeNamed } from '../../../../shared/repair/features/mending/parts-named.ts'
import { at, engineer, Play } from '../../../support/play.ts'

const ZHANG = engineer('zhang')

describe('what says that a part was changed', () => {
  it.each([
    '更换主板',
    '电池换了',
    '已换新',
    '把灯泡换掉',
    'Board replaced.',
    'swapped the fan',
    '未更换电池，更换排线',
  ])('%s', (text) => expect(changeNamed(text)).toBeDefined())
  it.each([
    '重新插接',
    '未更换配件',
    '没有更换',
    '无需更换',
    '不用换新',
    'reseated',
    'not replaced',
    'exchangeable',
    '调换顺序',
  ])('not %s', (text) => expect(changeNamed(text)).toBeUndefined())
})

describe('done, and a part was changed', () => {
  const onSite = () => new Play('H', at('11-20 10:00')).does(ZHANG, { type: 'arrive' }, at('11-20 10:30'))
  const done = { type: 'complete', cause: '老化', done: '更换电源板' } as const
  it('asks which, unless one is named or none was', () => {
    expect(() => onSite().does(ZHANG, done)).toThrow(
      'parts: "更换" says that something was changed; name each part, or tick "No part was changed" if none was',
    )
    expect(() => onSite().does(ZHANG, { ...done, parts: [] })).toThrow('parts')
    expect(onSite().does(ZHANG, { ...done, parts: ['PSU-1'] }).repair.work?.parts).toEqual(['PSU-1'])
    expect(onSite().does(ZHANG, { ...done, noParts: true }).repair.stage).toBe('confirmation')
  })
  it('and not both', () => {
    expect(() => onSite().does(ZHANG, { ...done, parts: ['PSU-1'], noParts: true })).toThrow('noParts')
  })
})
