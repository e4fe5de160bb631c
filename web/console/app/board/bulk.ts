/** So many at a time: a desk that does more than this at once no longer looks at any. */
export const MOST_PICKED = 100

/** What is looked at of a form. */
interface Field {
  readonly name: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}
interface Form {
  readonly type: string
  /** Among the next steps. */
  readonly likely?: boolean
  readonly fields: readonly Field[]
}

/** An action that some of the picked repairs allow now. */
export interface Offer<F extends Form = Form> {
  readonly form: F
  /** Which repairs, and which fields each of their forms has. */
  readonly fieldsOf: ReadonlyMap<string, ReadonlySet<string>>
  /** Of how many it is among the next steps. */
  readonly likelyOf: number
}

/** What may be done to several repairs: each action once, with whatever any of their forms offers; what most need now first, then what most allow. */
export function offersIn<F extends Form>(forms: ReadonlyMap<string, readonly F[]>): readonly Offer<F>[] {
  const offers = new Map<string, Offer<F>>()
  for (const [id, ofOne] of forms)
    for (const form of ofOne) {
      const names = new Set(form.fields.map(({ name }) => name))
      const known = offers.get(form.type)
      offers.set(form.type, {
        form: known ? { ...known.form, fields: together(known.form.fields, form.fields) } : form,
        fieldsOf: new Map([...(known?.fieldsOf ?? []), [id, names]]),
        likelyOf: (known?.likelyOf ?? 0) + (form.likely ? 1 : 0),
      })
    }
  return [...offers.values()].toSorted(
    (one, other) => other.likelyOf - one.likelyOf || other.fieldsOf.size - one.fieldsOf.size,
  )
}

/** Fields of both; of a choice, what either may choose. */
function together(some: readonly Field[], others: readonly Field[]): Field[] {
  const shared = some.map((field) => {
    const other = others.find(({ name }) => name === field.name)
    if (!field.choices || !other?.choices) return field
    const known = new Set(field.choices.map(({ value }) => value))
    return { ...field, choices: [...field.choices, ...other.choices.filter(({ value }) => !known.has(value))] }
  })
  const names = new Set(some.map(({ name }) => name))
  return [...shared, ...others.filter(({ name }) => !names.has(name))]
}

/** What became of one of them. `faster`: somebody else changed it first; `lost`: nobody knows whether it arrived. */
export type Outcome =
  | { readonly kind: 'doing' | 'done' }
  | { readonly kind: 'faster' | 'refused' | 'lost'; readonly error: unknown }

export const outcomeOf = (error: unknown): Outcome => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0
  if (status === 409) return { kind: 'faster', error }
  return { kind: status >= 400 && status < 500 && status !== 429 ? 'refused' : 'lost', error }
}

/** What the form of that repair takes of what was written once for all. */
export const valuesFor = (
  offer: Offer,
  id: string,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => offer.fieldsOf.get(id)?.has(name)))
