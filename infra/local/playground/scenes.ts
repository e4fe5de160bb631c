import type { Text } from '../../../shared/kernel/text.ts'
import { text } from '../../../shared/kernel/text.ts'
import type { Action } from '../../../shared/repair/actions.ts'

/** One thing that somebody does about a repair, so many minutes after the call. */
export interface Step {
  readonly after: number
  /** Whoever is asked or has it; the customer by the link that they were sent. */
  readonly who: 'engineer' | 'dispatcher' | 'manager' | 'customer'
  readonly act: Told<Action>
}

/** Words stand in both languages, instants as hours from then. */
type Told<A> = A extends Action ? { readonly [K in keyof A]: A[K] | Text | { readonly inHours: number } } : never

/** A call of the morning, so many minutes after its beginning, and what comes of it. */
export interface Scene {
  readonly at: number
  readonly caller: string
  readonly serial?: string
  readonly severity?: string
  readonly matter?: 'delivery'
  readonly symptoms: Text
  readonly steps: readonly Step[]
}

// What people do again and again.
const by =
  (who: Step['who']) =>
  (after: number, act: Step['act']): Step => ({ after, who, act })
export const engineer = by('engineer')
export const dispatcher = by('dispatcher')
export const manager = by('manager')
export const customer = by('customer')

const takes = (after: number): Step => engineer(after, { type: 'acknowledge' })
/** Takes it and has the customer on the phone. */
export const answers = (after: number, reached = after + 3): readonly Step[] => [
  takes(after),
  engineer(reached, { type: 'respond' }),
]
export const solvesByPhone = (after: number, cause: Text, done: Text): Step =>
  engineer(after, { type: 'solveRemotely', how: 'phone', cause, done })
/** Decides to go, and sets off. */
export const goes = (after: number): readonly Step[] => [
  engineer(after, { type: 'goOnSite' }),
  engineer(after, { type: 'depart' }),
]
export const arrives = (after: number): Step => engineer(after, { type: 'arrive' })
export const mends = (after: number, cause: Text, done: Text): Step =>
  engineer(after, { type: 'complete', cause, done, noParts: true })
export const confirms = (after: number, rating: number, comment?: Text): Step =>
  customer(after, { type: 'confirm', rating, ...(comment && { comment }) })

/** Over before the morning is: kept and broken, rated well and badly, withdrawn, a wrong number. */
export const CLOSED: readonly Scene[] = [
  {
    at: 0,
    caller: '+8613800138001',
    serial: 'DOC-2025-0021',
    severity: 'help',
    symptoms: text('采集站导不出视频', 'The docking station exports no video'),
    steps: [
      ...answers(2, 5),
      solvesByPhone(12, text('导出目录已满', 'The export folder was full'), text('清理目录', 'Folder cleared')),
      confirms(20, 5),
    ],
  },
  {
    at: 2,
    caller: '+8613800138002',
    serial: 'BWC-2025-0231',
    severity: 'serious',
    symptoms: text('录像有声音没画面', 'Records sound but no picture'),
    steps: [
      ...answers(1, 4),
      ...goes(6),
      arrives(50),
      mends(80, text('镜头排线松动', 'The lens cable was loose'), text('重插排线并试录', 'Cable reseated, tested')),
      confirms(95, 4),
    ],
  },
  {
    at: 3,
    caller: '+8613800138003',
    serial: 'MON-2024-0305',
    symptoms: text('血氧读数跳动', 'The oxygen reading jumps'),
    steps: [
      ...answers(1, 3),
      solvesByPhone(18, text('探头没夹好', 'The probe sat badly'), text('指导重新夹好', 'Talked through refitting it')),
      confirms(30, 5),
    ],
  },
  {
    at: 5,
    caller: '+8613800138004',
    serial: 'PRJ-2025-1101',
    severity: 'ordinary',
    symptoms: text('投影发暗，十点有课', 'The picture is dim, and there is a lecture at ten'),
    steps: [
      ...answers(4, 10),
      ...goes(12),
      arrives(45),
      mends(70, text('滤网堵塞', 'The filter was blocked'), text('清洗滤网', 'Filter cleaned')),
      confirms(90, 5, text('没耽误上课，谢谢', 'In time for the lecture, thank you')),
    ],
  },
  {
    at: 8,
    caller: '+8613800138006',
    serial: 'IDS-2025-0001',
    severity: 'ordinary',
    symptoms: text('告警日志停在昨晚', 'The alert log stopped last night'),
    steps: [
      ...answers(2, 8),
      engineer(15, { type: 'propose', solution: text('远程重启日志服务', 'Restart the log service remotely') }),
      solvesByPhone(40, text('日志盘已满', 'The log disk was full'), text('清理并扩容', 'Cleared and enlarged')),
      confirms(60, 4),
    ],
  },
  {
    at: 10,
    caller: '+8613800138005',
    serial: 'AMP-2025-0042',
    severity: 'ordinary',
    symptoms: text('报告厅没有声音', 'No sound in the lecture hall'),
    steps: [customer(6, { type: 'withdraw', reason: text('是插头没插', 'It was not plugged in') })],
  },
  {
    at: 12,
    caller: '+8613900000020',
    symptoms: text('打错了，找快递', 'Wrong number, looking for a parcel'),
    steps: [dispatcher(5, { type: 'closeAsJunk', reason: text('打错电话', 'A wrong number') })],
  },
  {
    at: 15,
    caller: '+8613800138001',
    serial: 'BWC-2025-0117',
    severity: 'serious',
    symptoms: text('执勤中自动关机', 'Switches itself off on patrol'),
    steps: [
      // Nobody answers in time: the promise of ten minutes is broken.
      ...answers(13, 16),
      solvesByPhone(40, text('电池老化', 'The battery was worn'), text('换用备用电池', 'Spare battery put in')),
      confirms(60, 2, text('一刻钟没人回电', 'Nobody called back for a quarter of an hour')),
    ],
  },
  {
    at: 20,
    caller: '+8613800138003',
    serial: 'USG-2025-0007',
    symptoms: text('超声图像有横纹', 'Stripes across the ultrasound picture'),
    steps: [
      ...answers(1, 3),
      ...goes(8),
      arrives(60),
      mends(100, text('探头接口氧化', 'The probe socket had oxidised'), text('清洁接口', 'Socket cleaned')),
      confirms(125, 5),
    ],
  },
]
