/** Who did it. `system` is the workflow acting on the plan. */
export interface Actor {
  readonly kind: 'caller' | 'customer' | 'engineer' | 'staff' | 'system'
  readonly id?: string
  readonly name?: string
  /** They answer for the numbers, and so may waive, lower a severity, or let a visit go. */
  readonly manager?: true
}
/** What someone is called on the record: by name where we know it. */
export const nameOf = ({ name, id, kind }: Actor): string => name ?? id ?? kind
export const SYSTEM: Actor = { kind: 'system' }

/** Someone of ours, as events and state name them. Where they are reached, and in which language, the directory says when it is needed. */
export interface PersonRef {
  readonly id: string
  readonly name: string
}
