/**
 * What promises are about, by kind and id: `repair/261120-0007`, `contract/K-1`. The store, timed executions, messages, links and the
 * lines of the ledger are all kept under it.
 */
export type Subject = `${string}/${string}`

export const subjectOf = (kind: string, id: string): Subject => `${kind}/${id}`

export const kindOf = (subject: Subject): string => subject.slice(0, subject.indexOf('/'))

/** Ids may have slashes of their own. */
export const idOf = (subject: Subject): string => subject.slice(subject.indexOf('/') + 1)

/**
 * What it is called where earlier versions kept the number of a repair alone – in keys, tokens, names of executions – so that what
 * they kept is found: `261120-0007`, and `contract/K-1`. No repair's number has a slash.
 */
export const shortNameOf = (subject: Subject): string => (kindOf(subject) === 'repair' ? idOf(subject) : subject)

export const subjectNamed = (name: string): Subject =>
  name.includes('/') ? (name as Subject) : subjectOf('repair', name)

/** Before there were others, whatever was kept named the number of a repair. */
export const aboutOf = ({ about, repairId }: { readonly about?: Subject; readonly repairId?: string }): Subject =>
  about ?? subjectOf('repair', repairId ?? '')
