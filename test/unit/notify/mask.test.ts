import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskName, maskNumbers, maskOf, maskPhone } from '../../../shared/kernel/mask.ts'

describe('what is left of a person', () => {
  it.each([
    ['王小明', '王**'],
    ['何平', '何**'],
    ['He Ping', 'H**'],
    ['𠮷田', '𠮷**'],
    // Somebody on nobody's file is known by their number.
    ['+8613900000021', '+86139****0021'],
  ])('%s → %s', (name, left) => expect(maskName(name)).toBe(left))

  it.each([
    ['电话 13800138001', '电话 138****8001'],
    ['138 0013 8001、138-0013-8001', '138****8001、138****8001'],
    ['+8613800138001 或 8613800138001', '+86138****8001 或 86138****8001'],
    ['１３８００１３８００１', '１３８****８００１'],
    ['0931-8123456', '093****3456'],
    ['400-800-1300', '40****1300'],
    ['请打 010-8888 9999 或（0931）123-4567', '请打 010****9999 或093****4567'],
    ['138.0013.8001，0931—1234567', '138****8001，093****4567'],
    ['he.ping@lanting-police.example.com', 'h***@lanting-police.example.com'],
  ])('%s → %s', (text, left) => expect(maskNumbers(text)).toBe(left))

  it.each([
    '261120-0001',
    '2026-11-20T02:13:00.000Z',
    'BWC-2025-0117',
    'R5/responded/1',
    '1380013800123456',
    '更换 12 个螺丝',
  ])('%s is nobody’s number', (text) => expect(maskNumbers(text)).toBe(text))
})

describe('names in running text', () => {
  const mask = maskOf(['何平', 'Li Na', '王小明', '王小'])
  it('are found wherever they stand, the longest first', () => {
    expect(mask('何平说：王小明、王小和Li Na。Li Nation')).toBe('何**说：王**、王**和L**。Li Nation')
  })
  it('a word that is none, a single letter, or the system’s own is left alone', () => {
    expect(maskOf(['paged', 'R', ' ', '', 'he-ping'])('paged R he-ping')).toBe('paged R he-ping')
  })
  it('no name is left in it, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('何平', '王', '何', '平', ' ', 'Li Na', 'x')), (parts) => {
        expect(mask(parts.join(''))).not.toMatch(/何平|(?<![A-Za-z])Li Na(?![A-Za-z])/)
      }),
    )
  })
  it('an E.164 number keeps what tells two apart', () => expect(maskPhone('+8613800138000')).toBe('+86138****8000'))
})
