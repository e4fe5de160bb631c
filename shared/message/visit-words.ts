import { ownOf } from '../kernel/own-of.ts'
import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'

// What ours are told of planned visits and calls.

type Values = Readonly<Record<string, string | undefined>>

/** What a text message to one of ours leads with: on site, and by telephone. */
const LEADS: Readonly<Record<string, { readonly visit: Text; readonly call: Text }>> = {
  plan: both(
    '计划服务：请电话约时间',
    'Planned service: phone to agree a date',
    '回访未定时间',
    'Follow-up has no time',
  ),
  answer: both(
    '计划服务：客户未选时间，请打电话',
    'Planned service: customer has not chosen, phone',
    '回访',
    'Follow-up',
  ),
  assign: both(
    '计划服务：还没人去',
    'Planned service: nobody goes yet',
    '回访：还没人打',
    'Follow-up: nobody calls yet',
  ),
  confirm: both(
    '计划服务：请确认能到',
    'Planned service: will you be there?',
    '回访：请确认',
    'Follow-up: please confirm',
  ),
  outcome: both(
    '计划服务：办了吗？请填结果',
    'Planned service: done? Please say so',
    '回访：结果？',
    'Follow-up: done?',
  ),
  call: both('计划服务：结果？', 'Planned service: done?', '电话回访待打', 'Follow-up call to make'),
  unreached: both('计划服务：联系不上', 'Planned service: not reached', '回访多次没打通', 'Follow-up: calls in vain'),
  assigned: both(
    '计划服务请上门，请确认',
    'Planned visit for you, please confirm',
    '请打回访电话',
    'Follow-up call for you',
  ),
  moved: both('计划服务改期，请确认', 'Planned visit moved, please confirm', '回访改期', 'Follow-up moved'),
  off: both('计划服务不用去了', 'Planned visit is off', '回访不用打了', 'Follow-up is off'),
  lowScore: both(
    '客户评分低，请跟进',
    'Low score: please follow up',
    '回访评分低，请跟进',
    'Low score on a call: follow up',
  ),
  replan: both(
    '计划服务要另约：原约不再合适',
    'Planned service: agree another date',
    '回访要改时间',
    'Follow-up needs another time',
  ),
  missed: both('上门没有办成，请另约', 'Visit not done: agree another date', '回访没有办成', 'Follow-up not done'),
  judge: both('客户说当时在场，请核定', 'Customer says they were there: decide', '请核定', 'Please decide'),
  wereThere: both('客户说在场，没有人来', 'Customer: we were there, nobody came', '客户有异议', 'Customer objects'),
  notAgreed: both('客户说没约过这个时间', 'Customer: date never agreed', '客户有异议', 'Customer objects'),
  otherTime: both('客户请求改期', 'Customer asks for another date', '客户请求改期', 'Customer asks for another time'),
  adviceAccepted: both(
    '客户同意了我们的建议，请安排',
    'Customer accepts our advice: arrange it',
    '客户同意建议，请安排',
    'Customer accepts our advice',
  ),
  remind: both('提醒：计划服务上门', 'Reminder: planned visit', '提醒：回访', 'Reminder: follow-up call'),
}
function both(zh: string, en: string, callZh: string, callEn: string) {
  return { visit: text(zh, en), call: text(callZh, callEn) }
}

/** Ways to say it, from the fullest to the tersest. */
export function plannedWordings(
  { asked = 'plan', way = 'visit', paper = '' }: Values,
  language: Language,
  time: { readonly full: string; readonly bare: string },
): readonly { readonly lead: string; readonly ask: string }[] {
  const leads = ownOf(LEADS, asked) ?? LEADS.plan
  const lead = leads ? inLanguage(leads[way === 'call' ? 'call' : 'visit'], language) : ''
  const short = inLanguage(text('计划服务', 'Planned service'), language)
  return [
    { lead: [lead, paper].filter(Boolean).join(' '), ask: time.full },
    { lead, ask: time.full },
    { lead: short, ask: time.bare },
  ]
}

/** The customer denies that planned work was to be done on a later day. */
export function deniedWordings(work: string, language: Language) {
  const lead = inLanguage(text('客户说没有同意改期', 'Customer: never agreed to a later day,'), language)
  return [
    { lead: [lead, work].filter(Boolean).join(' '), ask: '' },
    { lead, ask: '' },
  ]
}
