import type { Text } from '../kernel/text.ts'

/** One version of a form: what is asked at a visit or on a call, in order. Its file is data; a version never changes. */
export interface Form {
  /** Plans name it. */
  readonly id: string
  readonly version: number
  readonly title: Text
  /** What whoever fills it has to know first. */
  readonly intro?: Text
  /** The customer gets a written report of it. */
  readonly report?: boolean
  readonly sections: readonly Section[]
}
interface Section {
  readonly title: Text
  readonly items: readonly Item[]
}

/** One question. Answers are kept under its id, which is its own in the whole form. */
export type Item = Asked & Kind
interface Asked {
  readonly id: string
  readonly ask: Text
  /** How to find out, or what counts. */
  readonly hint?: Text
  readonly required?: boolean
  /** Asked only where a choice before it has one of these answers. */
  readonly when?: { readonly item: string; readonly is: readonly string[] }
}
type Kind = Choice | Reading | Words | { readonly kind: 'photo' | 'score' | 'signature' }

interface Choice {
  readonly kind: 'choice'
  readonly options: readonly Option[]
}
export interface Option {
  readonly value: string
  readonly label: Text
  readonly finding?: FindingKind
}
/** A number that was read; outside of its limits it is a finding. */
interface Reading {
  readonly kind: 'number'
  readonly unit?: Text
  readonly min?: number
  readonly max?: number
  /** Absent: a fault. */
  readonly finding?: FindingKind
}
interface Words {
  readonly kind: 'text'
  /** Whatever is written here is one. */
  readonly finding?: FindingKind
}

/** `fault`: it opens a repair. `suggestion`: it stays on the site's list until it is answered. */
export const FINDINGS = ['fault', 'suggestion'] as const
export type FindingKind = (typeof FINDINGS)[number]

export const ITEM_KINDS = ['choice', 'number', 'text', 'photo', 'score', 'signature'] as const

/** How much a form may ask. */
export const MOST_SECTIONS = 20
export const MOST_ITEMS = 100
export const MOST_OPTIONS = 12

export const itemsOf = ({ sections }: Pick<Form, 'sections'>): readonly Item[] => sections.flatMap(({ items }) => items)

/** That version of a form, or its latest. Undefined: there is none. */
export function formOf(forms: readonly Form[], id: string, version?: number): Form | undefined {
  const versions = forms.filter((form) => form.id === id).toSorted((a, b) => a.version - b.version)
  return version === undefined ? versions.at(-1) : versions.find((form) => form.version === version)
}
