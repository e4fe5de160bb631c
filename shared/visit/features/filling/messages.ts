import { type Messages, silent } from '../feature.ts'
import type { FillingEvent } from './rules.ts'

export const messages: Messages<FillingEvent> = {
  filled: silent,
  photographed: silent,
  signed: silent,
  faultReported: silent,
}
