import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { packFile } from '../../../functions/ledger/evidence.ts'
import { htmlPage } from '../../../functions/links/page.ts'
import { reportPageOf } from '../../../functions/links/report.ts'
import { bodyForm } from '../../../functions/middleware/body.ts'
import { DEFAULT_TIMEZONE, dayOf } from '../../../shared/kernel/calendar.ts'
import { BadRequestError, type Fault, faultText } from '../../../shared/kernel/errors.ts'
import { durationMs, later } from '../../../shared/kernel/instant.ts'
import { inLanguage, type Language } from '../../../shared/kernel/text.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import { auditOpening } from '../../../shared/use-cases/audit.ts'
import type { Deps } from '../../../shared/use-cases/deps.ts'
import { exportEvidence } from '../../../shared/use-cases/evidence.ts'
import { loanerStock } from '../../../shared/use-cases/loaner-stock.ts'
import { linesOfMonth } from '../../../shared/use-cases/obligations.ts'
import { clauseRates } from '../../../shared/use-cases/rates.ts'
import { evidenceSchema } from '../../../shared/wire/evidence.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { ledgerPage } from '../../../web/local/ledger.ts'
import type { ExportForm, LedgerView } from '../../../web/pages/ledger.ts'

type Result = APIGatewayProxyStructuredResultV2
type Handle = (event: APIGatewayProxyEventV2, language: Language) => Promise<Result>

/** More than this is for the API to page through. */
const SHOWN = 50
const NEXT_MS = durationMs('PT24H')
const reportUrl = (repair: string) => `/local/reports/${repair}`

/** Whoever reaches these pages can log in as anyone: they act as a manager. */
const MANAGER = { role: 'manager', actor: { kind: 'staff', id: 'manager' } } as const

/** The promise ledger's pages: overview, export of evidence, service reports. */
export const ledgerHandlers = (deps: Deps): Readonly<Record<'show' | 'export' | 'report', Handle>> => ({
  show: async (_event, language) =>
    htmlPage(200, ledgerPage(await viewOf(deps, language), { values: monthSoFar(deps) })),

  export: async (event, language) => {
    const values = Object.fromEntries(bodyForm(event))
    try {
      const request = parse(evidenceSchema, values)
      const pack = await exportEvidence(deps, request, MANAGER)
      if (pack === 'refused') return htmlPage(403, await retry(deps, language, values, [REFUSED[language]]))
      const { name: supplier } = await deps.directory.supplier()
      return await packFile(pack, request.format, { supplier, language, timezone: pack.timezone, reportUrl })
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
      return htmlPage(
        400,
        await retry(
          deps,
          language,
          values,
          error.faults.map((fault) => sentence(fault, language)),
        ),
      )
    }
  },

  report: async (event, language) => {
    const repair = await deps.repairs.load(event.pathParameters?.id ?? '')
    if (repair) await auditOpening(deps, MANAGER, repairSubject(repair.id), repair.customer?.id)
    return repair ? htmlPage(200, await reportPageOf(deps, { repair, language })) : htmlPage(404, '')
  },
})

/** The last day is what can be wrong with a period; other fields are named. */
const sentence = (fault: Fault, language: Language): string =>
  fault.at === 'to'
    ? `${inLanguage({ zh: '结束日期', en: 'Last day' }, language)}${language === 'en' ? ': ' : '：'}${inLanguage(fault, language)}`
    : faultText(fault, language)

const REFUSED: Readonly<Record<Language, string>> = {
  'zh-CN': '该方案不允许经理导出。',
  en: 'The plan does not let managers export this.',
}

const retry = async (deps: Deps, language: Language, values: ExportForm['values'], problems: readonly string[]) =>
  ledgerPage(await viewOf(deps, language), { values, problems })

async function viewOf(deps: Deps, language: Language): Promise<LedgerView> {
  await auditOpening(deps, MANAGER, 'ledger/due')
  const now = deps.clock.now()
  const month = dayOf(now, DEFAULT_TIMEZONE).slice(0, 7)
  const { customers } = await deps.directory.all()
  const titles = new Map((await deps.plans()).map(({ id, title }) => [id, title]))
  const plans = [...titles].map(async ([id, title]) => ({ id, title, rates: await clauseRates(deps, id, month) }))
  const { items: due } = await deps.ledger.due({ from: now, to: later(now, NEXT_MS), limit: SHOWN })
  return {
    language,
    timezone: DEFAULT_TIMEZONE,
    now,
    month,
    plans: await Promise.all(plans),
    due,
    broken: (await linesOfMonth(deps, { month, state: 'broken', limit: SHOWN })).items,
    stock: await loanerStock(deps),
    customers: Object.fromEntries(customers.map(({ id, name }) => [id, name])),
    reportUrl,
  }
}

/** What the form suggests: this month until today. */
const monthSoFar = ({ clock }: Deps): Record<string, string> => {
  const today = dayOf(clock.now(), DEFAULT_TIMEZONE)
  return { from: firstOf(today.slice(0, 7)), to: today }
}

const firstOf = (month: string): string => `${month}-01`
