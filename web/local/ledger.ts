import { html } from '../html.ts'
import { layout } from '../pages/layout.ts'
import { type ExportForm, exportCard, type LedgerView, ledgerCards } from '../pages/ledger.ts'
import { clockCard, localMenu, say } from './common.ts'

/** The promise ledger as a manager of the embedded system sees it, and the way to export evidence from it. */
export const ledgerPage = (view: LedgerView, form: ExportForm): string => {
  const { language } = view
  return layout({
    title: say(language, '履约台账', 'Promise ledger'),
    language,
    canSwitch: true,
    body: html`<h1>${say(language, '履约台账', 'Promise ledger')}</h1>${localMenu(language)}
${form.problems && exportCard(view, form, `/local/evidence?lang=${language}`)}
${ledgerCards(view)}
${!form.problems && exportCard(view, form, `/local/evidence?lang=${language}`)}
${clockCard(view, `/local/ledger?lang=${language}`)}`,
  })
}
