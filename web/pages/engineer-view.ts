import type { Price } from '../../shared/directory/directory.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { Language } from '../../shared/kernel/text.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { Warranty } from '../../shared/warranty/warranty.ts'
import type { Html } from '../html.ts'
import type { Colleague } from './named.ts'
import type { Notice, TimelineLine } from './parts.ts'
import type { SimilarCase } from './situation.ts'

/** What the page of an engineer shows. */
export interface EngineerView {
  readonly language: Language
  readonly now: Instant
  readonly repair: Repair
  /** Whose link this is. */
  readonly holder: string
  readonly allowed: readonly ActionType[]
  readonly timeline: readonly TimelineLine[]
  /** What was asked of this reader, beyond the desk, and is not answered. */
  readonly question?: { readonly question: string; readonly answerBy?: Instant }
  readonly warranty?: Warranty
  /** What helped when something like it was reported before (H2). */
  readonly similar?: readonly SimilarCase[]
  /** What a quote may name. */
  readonly prices?: readonly Price[]
  /** To whom it may be handed over, in the order they would be asked. */
  readonly colleagues?: readonly Colleague[]
  /** The plan's sentence for each clause. */
  readonly promises?: Readonly<Record<string, string>>
  readonly path: string
  /** Money, a new unit, questions, losses: see `matters.ts`. */
  readonly matters?: Html
  /** What the customer has written, see `voice.ts`. */
  readonly heard?: Html
  /** The list that it stands on, where its reader has one. */
  readonly home?: string
  readonly notice?: Notice
}
