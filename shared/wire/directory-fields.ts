import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { filedPhone } from '../directory/phone.ts'
import { durationMs } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { said } from './issue-words.ts'

/** A text with checks of its own kind; `problemOf` says what is wrong with it, or nothing. */
const checked = (problemOf: (text: string) => Text | undefined) =>
  z.string().superRefine((value, context) => {
    const text = problemOf(value)
    if (text) context.addIssue({ code: 'custom', message: text.en, params: { text } })
  })

export const id = z
  .string()
  .refine(
    (text) => /^[A-Za-z0-9._-]{1,64}$/.test(text),
    said(
      '只能用 1 到 64 个英文字母、数字、点、横线或下划线',
      'must be 1 to 64 letters, digits, dots, hyphens or underscores',
    ),
  )
export const line = z.string().trim().min(1).max(200)
export const shortName = z.string().trim().min(1).max(8)
export const serial = z.string().trim().min(1).max(100)
export const measure = z.string().trim().min(1).max(20)
export const language = z.enum(['zh-CN', 'en'])
export const email = z.email().max(254)
export const count = z.int().min(1).max(1_000_000)
/** Whatever is summed of amounts up to this stays exact. */
const MOST_FEN = 1_000_000_000_000
/** CNY fen. */
export const fen = z
  .int()
  .min(0)
  .refine((amount) => amount <= MOST_FEN, said('金额太大：最多一百亿元', 'is too much: at most 10,000,000,000 yuan'))

/** How long after a page that is not answered a phone rings, once for each: earlier than any window ends, more often than nobody needs. */
const MOST_RINGS = 5
const LATEST_RING_MS = 3_600_000
export const rings = z
  .array(
    z
      .string()
      .regex(
        /^PT(?=\d)(\d{1,2}M)?(\d{1,2}S)?$/,
        said('要写成时长，例如 PT1M', 'must be a length of time such as PT1M'),
      ),
  )
  .min(1)
  .max(MOST_RINGS)
  .refine(
    (all) =>
      all.every(
        (after, at) => durationMs(after) <= LATEST_RING_MS && durationMs(after) > durationMs(all[at - 1] ?? 'PT0S'),
      ),
    said(
      '要从早到晚、不超过一小时，例如 PT1M, PT3M',
      'must come one after the other, within an hour, such as PT1M, PT3M',
    ),
  )

/** As people write it, kept in E.164: `0931-1234567`, `138 0000 0000`, `400-800-1300`, full-width digits, with or without +86. */
export const phone = z
  .string()
  .refine(
    (written) => filedPhone(written) !== undefined,
    said(
      '不是电话号码；写成 13800138000、0931-8123456（带区号）、400-800-1300，国外的带国家代码',
      'is no phone number; write 13800138000, 0931-8123456 (with the area code) or 400-800-1300, one of another country with its code',
    ),
  )
  .overwrite((written) => filedPhone(written) ?? written)
export const timezone = z
  .string()
  .refine(isZone, said('要写成 IANA 时区，例如 Asia/Shanghai', 'must be an IANA time zone, such as Asia/Shanghai'))
export const localTime = z
  .string()
  .refine(
    isLocalTime,
    said('要写成当地日期和时间，例如 2026-11-02T09:00', 'must be a local date and time, such as 2026-11-02T09:00'),
  )
/** A calendar day that exists. */
export const day = checked(dayProblem)
/** A serial number as it can stand in a list. */
export const listedSerial = serial.refine(
  (text) => !/[;；、,，\n]/.test(text),
  said('序列号里不能有逗号、顿号或分号', 'a serial number in a list cannot contain commas or semicolons'),
)

/** Offsets such as `+08:00` are no zones here: they know no daylight saving. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function dayProblem(text: string): Text | undefined {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text) || month < 1 || month > 12 || date < 1)
    return { zh: '要写成日期，例如 2026-06-01', en: 'must be a date such as 2026-06-01' }
  const nearest = Temporal.PlainDate.from({ year, month, day: date }, { overflow: 'constrain' }).toString()
  if (nearest === text) return undefined
  return { zh: `没有这一天，写成 ${nearest}`, en: `there is no such day; write ${nearest}` }
}
