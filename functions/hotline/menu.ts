import { commitmentOn, contractFor } from '../../shared/directory/binding.ts'
import type { Contact } from '../../shared/directory/directory.ts'
import { DEFAULT_TIMEZONE, dayOf, isWorkingTime } from '../../shared/kernel/calendar.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { fromMs, type Instant, toMs } from '../../shared/kernel/instant.ts'
import type { Text } from '../../shared/kernel/text.ts'
import type { Severity } from '../../shared/plan/plan.ts'
import { callerOnFile } from '../../shared/use-cases/caller.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'

const MENU_PATH = '/hotline/twilio/voice'
/** `dialled`: a phone of ours has rung for the caller; `screen` and `pressed` are that phone's own. */
const STEPS = ['start', 'severity', 'site', 'what', 'recorded', 'dialled', 'screen', 'pressed'] as const
type Step = (typeof STEPS)[number]

/**
 * How far a caller has come. The menu keeps nothing between requests: this travels in the query of the action URLs, which
 * Twilio signs. Values are plain ASCII, so that no proxy writes them differently – except what the caller said.
 */
export interface MenuState {
  readonly step: Step
  /** When the call came in: the time of the report. */
  readonly at: Instant
  /** Prompts given at this step. */
  readonly tries: number
  /** Attempts that failed on our side. */
  readonly failures: number
  readonly severity?: string
  /** Place in the contact's list of sites. */
  readonly site?: number
  readonly said?: string
  readonly recording?: string
  /** Ids of those whose phones have rung for the caller, the latest last. */
  readonly rung?: readonly string[]
}

/** Said again by redirect after a failure of ours, so it must fit into a URL. */
const MAX_SAID = 300

/** The state in a request's query; a first request has none. */
export const readState = (rawQuery: string, now: Instant): MenuState => {
  const query = new URLSearchParams(rawQuery)
  const number = (name: string, fallback: number) =>
    /^\d{1,15}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : fallback
  const text = (name: string) => query.get(name) || undefined
  const [severity, said, recording] = [text('severity'), text('said'), text('recording')]
  const site = query.has('site') ? number('site', -1) : -1
  return {
    step: STEPS.find((step) => step === query.get('step')) ?? 'start',
    at: fromMs(Math.min(number('at', toMs(now)), toMs(now))),
    tries: number('tries', 1),
    failures: number('failures', 0),
    ...(severity && { severity }),
    ...(site >= 0 && { site }),
    ...(said && { said }),
    ...(recording && { recording }),
    ...(query.has('rung') && { rung: query.getAll('rung') }),
  }
}

/** The address that continues the call at this state. */
export const addressOf = (publicUrl: string, state: MenuState): string => {
  const query = new URLSearchParams({
    step: state.step,
    at: String(toMs(state.at)),
    tries: String(state.tries),
    failures: String(state.failures),
  })
  if (state.severity) query.set('severity', state.severity)
  if (state.site !== undefined) query.set('site', String(state.site))
  if (state.said) query.set('said', state.said.slice(0, MAX_SAID))
  if (state.recording) query.set('recording', state.recording)
  for (const id of state.rung ?? []) query.append('rung', id)
  return `${publicUrl}${MENU_PATH}?${query}`
}

/** Whom we are talking to, and so what the menu offers. */
export interface Caller {
  readonly contact?: Contact
  readonly sites: readonly string[]
  readonly severities: readonly Severity[]
  /** By the hours of the commitment that they call under. */
  readonly isOutOfHours: boolean
}

/** The caller by their number; someone unknown hears the strictest plan's severities. `chosenSite`: its place in the list. */
export const callerOf = async (deps: Deps, from: string | undefined, chosenSite?: number): Promise<Caller> => {
  const { person, sites, customer: id } = await callerOnFile(deps, from)
  const customer = id === undefined ? undefined : await deps.directory.customer(id)
  const contracts = customer ? await deps.directory.contractsOf(customer.id) : []
  const place = sites[chosenSite ?? (sites.length === 1 ? 0 : -1)]
  const contract = contractFor(contracts, undefined, place)
  const now = deps.clock.now()
  const { severities, ...hours } = commitmentOn(await deps.plans(), dayOf(now, DEFAULT_TIMEZONE), contract, customer)
  const timezone = (place === undefined ? undefined : await deps.directory.site(place))?.timezone ?? DEFAULT_TIMEZONE
  return {
    severities,
    sites,
    isOutOfHours: !isWorkingTime(now, { ...hours, timezone }),
    ...defined({ contact: person }),
  }
}

/** A keypad has nine keys for a choice. */
export const sitesOf = ({ sites }: Caller): readonly string[] => sites.slice(0, 9)

export const siteNames = (deps: Deps, caller: Caller): Promise<Text[]> =>
  Promise.all(
    sitesOf(caller).map(async (id) => {
      const name = (await deps.directory.site(id))?.name ?? id
      return { zh: name, en: name }
    }),
  )

/** Which of so many options the key stands for, counting from 0. */
export const chosen = (digits: string | null, options: number): number | undefined => {
  const key = /^[1-9]$/.test(digits ?? '') ? Number(digits) : 0
  return key >= 1 && key <= options ? key - 1 : undefined
}
