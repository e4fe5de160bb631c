import { text } from '../../../shared/kernel/text.ts'
import { answers, dispatcher, engineer, goes, type Scene } from './scenes.ts'

/** What has only just come in: on the way, at the desk, unanswered, climbed. */
export const JUST_IN: readonly Scene[] = [
  {
    at: 145,
    caller: '+8613800138004',
    serial: 'PRJ-2099-0001',
    severity: 'critical',
    symptoms: text('多媒体讲台整体失灵', 'The whole lectern is dead'),
    steps: [
      ...answers(4, 9),
      engineer(20, { type: 'handOver', reason: text('在别的校区走不开', 'Held up on another campus') }),
      engineer(28, { type: 'acknowledge' }),
    ],
  },
  {
    at: 150,
    caller: '+8613900000022',
    symptoms: text('大厅屏幕不亮', 'The screen in the hall is dark'),
    steps: [...answers(2, 6)],
  },
  // Asked of research and development.
  {
    at: 160,
    caller: '+8613800138003',
    serial: 'USG-2025-0007',
    symptoms: text('报告打印乱码', 'Reports print gibberish'),
    steps: [
      ...answers(1, 3),
      engineer(20, {
        type: 'escalate',
        to: 'rd',
        question: text('新字库与打印机不兼容？', 'Does the new font not suit the printer?'),
      }),
    ],
  },
  // On the way.
  {
    at: 165,
    caller: '+8613800138005',
    serial: 'AMP-2025-0042',
    severity: 'critical',
    symptoms: text('功放冒烟，已断电', 'The amplifier smoked and is switched off'),
    steps: [...answers(3, 8), ...goes(30)],
  },
  // Called, and nobody picked up.
  {
    at: 175,
    caller: '+8613800138003',
    symptoms: text('护士站打印机卡纸', 'Paper jam at the nurses’ station'),
    steps: [engineer(1, { type: 'acknowledge' }), engineer(3, { type: 'attempt' })],
  },
  // The desk tries first.
  {
    at: 207,
    caller: '+8613800138004',
    severity: 'ordinary',
    symptoms: text('录播怎么导出', 'How to export a recording'),
    steps: [dispatcher(2, { type: 'takeAtDesk' })],
  },
  // Nobody has answered: it climbs.
  {
    at: 212,
    caller: '+8613800138002',
    serial: 'BWC-2025-0231',
    severity: 'urgent',
    symptoms: text('出警前无法开机', 'Does not start, on the way to a call'),
    steps: [],
  },
  {
    at: 216,
    caller: '+8613900000021',
    symptoms: text('门口的屏幕不亮', 'The screen at the door is dark'),
    steps: [],
  },
  {
    at: 219,
    caller: '+8613800138003',
    serial: 'MON-2024-0305',
    symptoms: text('监护仪报警不停', 'The monitor does not stop alarming'),
    steps: [],
  },
]
