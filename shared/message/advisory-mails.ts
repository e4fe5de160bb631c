import { text } from '../kernel/text.ts'
import type { CustomerEffect } from '../subject/effect.ts'
import type { Template } from './mail-rows.ts'

const ROWS = ['title', 'level', 'models', 'versions', 'advice', 'todo'] as const
const BUTTON = text('确认收到，或提问', 'Acknowledge it, or ask')

const SENT: Template = {
  heading: text('安全预警与建议', 'Advice and warning'),
  message: text(
    '贵方在用的设备涉及以下情况，请查看并点下面的按钮确认收到。这项服务免费。',
    'What follows concerns equipment that you have. Please read it, and acknowledge it by the button below. This service is free.',
  ),
  rows: ROWS,
  button: BUTTON,
}
const REMINDED: Template = {
  heading: text('请确认收到预警', 'Please acknowledge our warning'),
  message: text(
    '几天前我们发过以下预警，还没有收到贵方的确认。请查看全文并点下面的按钮确认。',
    'Some days ago we sent the warning below, and have not heard from you. Please read it, and acknowledge it by the button below.',
  ),
  rows: ROWS,
  button: BUTTON,
}

/** What the customer is told of advice that concerns their units. */
export const ofAdvisory = ({ turn }: CustomerEffect['values']): Template => (turn === 'reminded' ? REMINDED : SENT)
