import type { PromiseState } from '../../shared/promise/promised.ts'

/** The colour of how a promise ended; its words always stand beside it. */
export const TONES: Readonly<Record<PromiseState, 'good' | 'bad' | 'soft'>> = {
  kept: 'good',
  broken: 'bad',
  waived: 'soft',
  superseded: 'soft',
  fallenAway: 'soft',
  open: 'soft',
}
