import { BadRequestError, type Fault, fault } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import {
  changeOwnCalendar,
  type OwnCalendar,
  type OwnChange,
  openCalendar,
} from '../../shared/use-cases/own-calendar.ts'
import { ownCalendarSchema } from '../../shared/wire/calendar.ts'
import { parse } from '../../shared/wire/problem.ts'
import { calendarPage } from '../../web/pages/calendar.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/c/{token}` of a customer's calendar: a contact keeps their own days. Undefined: the link is over. */
export async function serveCalendar(
  event: HttpEvent,
  deps: Deps,
  { link, path }: Led,
): Promise<HttpResult | undefined> {
  const own = await openCalendar(deps, link)
  if (!own) return undefined
  if (event.requestContext.http.method !== 'POST') return htmlPage(200, pageOf(event, deps, own, path))
  const values = Object.fromEntries([...bodyForm(event)].filter(([, value]) => value.trim() !== ''))
  try {
    await changeOwnCalendar(deps, own, wantedIn(values), WHY)
    return seeOther(`${path}?lang=${languageOf(event, own.contact.language)}`)
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return htmlPage(400, pageOf(event, deps, own, path, { values, problems: error.faults }))
  }
}

/** As the record has it. */
const WHY = '客户在自己的页面上填写'

function wantedIn(values: Readonly<Record<string, string>>): OwnChange {
  const wanted = parse(ownCalendarSchema, values)
  switch (wanted.action) {
    case 'enter': {
      const { kind, name, from, until, site } = wanted
      return { type: 'entered', happening: { kind, name, from, until, ...defined({ site, hours: hoursOf(wanted) }) } }
    }
    case 'move':
      return { type: 'changed', id: wanted.entry, from: wanted.from, until: wanted.until }
    case 'withdraw':
      return { type: 'withdrawn', id: wanted.entry }
    default:
      return wanted satisfies never
  }
}

/** Whole days, unless both ends are named. */
function hoursOf({ hoursFrom: from, hoursTo: to }: { readonly hoursFrom?: string; readonly hoursTo?: string }) {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined || to === undefined)
    throw new BadRequestError([
      fault('hoursFrom', '几点到几点都要填，或都不填', 'say both from when and to when, or neither'),
    ])
  return { from, to }
}

const pageOf = (
  event: HttpEvent,
  { clock }: Deps,
  own: OwnCalendar,
  path: string,
  sent?: { readonly values: Readonly<Record<string, string>>; readonly problems: readonly Fault[] },
): string =>
  calendarPage({
    language: languageOf(event, own.contact.language),
    path,
    customer: own.customer.name,
    contact: own.contact.name,
    sites: own.sites,
    isForAll: own.isForAll,
    entries: own.entries,
    now: clock.now(),
    ...defined({ sent }),
  })
