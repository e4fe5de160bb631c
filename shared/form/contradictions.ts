import type { PlanProblem } from '../plan/rules/kit/kind.ts'
import { type Form, type Item, itemsOf, MOST_ITEMS } from './form.ts'

/** What the parts of a form say against each other; each part is well formed by itself. */
export function contradictions(form: Form): readonly PlanProblem[] {
  const placed = form.sections.flatMap(({ items }, section) =>
    items.map((item, place) => ({ item, path: ['sections', section, 'items', place] as const })),
  )
  const ids = placed.map(({ item }) => item.id)
  const all = itemsOf(form)
  return [
    ...(placed.length > MOST_ITEMS ? [{ path: ['sections'], message: `has more than ${MOST_ITEMS} items` }] : []),
    ...placed.flatMap(({ item, path }, index) => [
      ...(ids.indexOf(item.id) < index ? [{ path: [...path, 'id'], message: `${item.id} is there already` }] : []),
      ...limitProblems(item).map((message) => ({ path: [...path, 'max'], message })),
      ...doubled(item).map((place) => ({
        path: [...path, 'options', place, 'value'],
        message: 'is the value of another option too',
      })),
      ...whenProblems(item, all.slice(0, index)).map((message) => ({ path: [...path, 'when'], message })),
    ]),
    ...(all.filter(({ kind }) => kind === 'signature').length > 1
      ? [{ path: ['sections'], message: 'has more than one signature' }]
      : []),
  ]
}

const limitProblems = (item: Item): readonly string[] =>
  item.kind === 'number' && item.min !== undefined && item.max !== undefined && item.max < item.min
    ? [`${item.max} is below min, ${item.min}`]
    : []

const doubled = (item: Item): readonly number[] => {
  if (item.kind !== 'choice') return []
  const values = item.options.map(({ value }) => value)
  return values.flatMap((value, place) => (values.indexOf(value) < place ? [place] : []))
}

/** What an item waits for has to be answered by then, or nobody would ever be asked. */
function whenProblems({ when }: Item, before: readonly Item[]): readonly string[] {
  if (!when) return []
  const item = before.find(({ id }) => id === when.item)
  if (!item) return [`${when.item} is no item before this one`]
  if (item.kind !== 'choice') return [`${when.item} is no choice`]
  const values = item.options.map(({ value }) => value)
  return when.is.flatMap((value) =>
    values.includes(value) ? [] : [`${value} is no option of ${when.item}: ${values.join(', ')}`],
  )
}
