import type { Form, Item } from '../../../shared/form/form.ts'
import { readForm } from '../../../shared/wire/form-file/schema.ts'

export const said = (words: string) => ({ zh: words, en: words })

export const OPTIONS = [
  { value: 'ok', label: said('ok') },
  { value: 'fault', label: said('faulty'), finding: 'fault' as const },
  { value: 'soon', label: said('soon'), finding: 'suggestion' as const },
]

/** A form that asks these things, as its file would say it. */
export const formFile = (...items: readonly object[]) => ({
  id: 'check',
  version: 1,
  title: said('Check'),
  sections: [{ title: said('All of it'), items }],
})
export const formOf = (...items: readonly Item[]): Form => {
  const read = readForm(formFile(...items))
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.form
}
export const choice = (id: string, more: Partial<Item> = {}) =>
  ({ id, kind: 'choice', ask: said(id), options: OPTIONS, ...more }) as Item
export const item = (kind: Item['kind'], id: string, more: object = {}) =>
  ({ id, kind, ask: said(id), ...more }) as Item
