import { ownOf } from '../kernel/own-of.ts'
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

const WITHDRAWN: Template = {
  heading: text('预警已撤回', 'Our warning is withdrawn'),
  message: text(
    '我们发过的以下预警已经撤回，原因如下。贵方不必再按它处理；已经做了调整的，有疑问请联系我们。',
    'The warning below, which we sent you, is withdrawn, for the reason given. Nothing more need be done about it; if you have acted on it and are in doubt, please ask us.',
  ),
  rows: ['title', 'level', 'reason'],
  button: text('查看，或提问', 'See it, or ask'),
}

const TURNS: Readonly<Record<string, Template>> = { reminded: REMINDED, withdrawn: WITHDRAWN }

/** What the customer is told of advice that concerns their units. */
export const ofAdvisory = ({ turn = '' }: CustomerEffect['values']): Template => ownOf(TURNS, turn) ?? SENT
